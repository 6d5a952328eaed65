package io.mtasts.tlsreport;

import static io.mtasts.tlsreport.CauseToday.GONE;
import static io.mtasts.tlsreport.CauseToday.NOT_KNOWN;
import static io.mtasts.tlsreport.CauseToday.STILL_THERE;

import io.mtasts.name.DomainName;
import io.mtasts.text.DisplayText;
import io.mtasts.text.ListSummary;
import io.mtasts.tlsreport.TlsReport.Failure;
import io.mtasts.tlsreport.TlsReport.PolicyResult;
import io.mtasts.tlsreport.TlsReport.PolicyType;
import io.mtasts.tlsrpt.TlsRptResultType;
import io.mtasts.verdict.AddressFetch;
import io.mtasts.verdict.Coverage;
import io.mtasts.verdict.DaneProbe;
import io.mtasts.verdict.FetchFailure;
import io.mtasts.verdict.Lookup;
import io.mtasts.verdict.MailImpact;
import io.mtasts.verdict.MxCheck.MailServer;
import io.mtasts.verdict.PolicyCheck;
import io.mtasts.verdict.PolicyResponse;
import io.mtasts.verdict.Report;
import io.mtasts.verdict.StarttlsFailure;
import io.mtasts.verdict.StarttlsProbe;
import java.net.InetAddress;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A comparison of a reported failure with the domain of today. It says that a cause is gone or still there only if this
 * service observed exactly what decides.
 *
 * @param message the comparison in sentences for people
 */
public record FailureToday(CauseToday cause, String message) {

    /** The types with which senders report that a mail server is not in the policy. */
    private static final Set<TlsRptResultType> MAY_BE_COVERAGE =
            EnumSet.of(TlsRptResultType.VALIDATION_FAILURE, TlsRptResultType.CERTIFICATE_HOST_MISMATCH);

    private static final int OK = 200;

    /** Compares a failure with the domain. */
    static FailureToday of(
            TlsReport report, PolicyResult policy, ReportedPolicy used, Failure failure, DomainCheck check) {
        if (check.notChecked().isPresent()) {
            return notKnown(check.notChecked().get().message());
        }
        Report today = check.report().orElseThrow();
        return switch (failure.type()) {
            case STS_POLICY_FETCH_ERROR -> policyFetch(today);
            case STS_POLICY_INVALID -> policyText(today);
            case STS_WEBPKI_INVALID -> policyCertificate(today);
            case STARTTLS_NOT_SUPPORTED,
                    CERTIFICATE_EXPIRED,
                    CERTIFICATE_HOST_MISMATCH,
                    CERTIFICATE_NOT_TRUSTED,
                    VALIDATION_FAILURE,
                    TLSA_INVALID,
                    DNSSEC_INVALID,
                    DANE_REQUIRED -> ofServer(report, policy, used, failure, today);
            case NONE, UNKNOWN -> notKnown("This service does not know the result type, so that it cannot compare.");
        };
    }

    private static FailureToday policyFetch(Report today) {
        List<AddressFetch> answers = today.observations().policy().answers();
        PolicyCheck.Status status = today.policy().status();
        List<AddressFetch> failed = answers.stream()
                .filter(AddressFetch::isFetched)
                .filter(answer -> answer.response().filter(FailureToday::isOk).isEmpty())
                .toList();
        if (!failed.isEmpty()) {
            return stillThere("Today this service cannot fetch the policy either" + at(failed, answers) + ".");
        }
        if (answers.isEmpty() && status == PolicyCheck.Status.UNREACHABLE) {
            return today.observations().policy().host().absent()
                    ? stillThere("Today the policy host has no address.")
                    : notKnown("This service did not connect to the policy host.");
        }
        return areAllFetched(answers)
                ? gone("Today this service can fetch the policy" + fromAll(answers) + ".")
                : notKnown("This service did not fetch the policy from every address of its host.");
    }

    private static FailureToday policyText(Report today) {
        List<AddressFetch> answers = today.observations().policy().answers();
        List<AddressFetch> invalid = answers.stream()
                .filter(answer -> answer.response().filter(FailureToday::isOk).isPresent())
                .filter(answer -> answer.policy().isEmpty())
                .toList();
        if (!invalid.isEmpty()) {
            return stillThere(
                    "Today the policy is still invalid" + at(invalid, answers) + ". See the findings of its check.");
        }
        return areAllFetched(answers)
                        && answers.stream().allMatch(answer -> answer.policy().isPresent())
                ? gone("Today the policy is valid.")
                : notKnown("This service could not fetch the policy today.");
    }

    private static FailureToday policyCertificate(Report today) {
        List<AddressFetch> answers = today.observations().policy().answers();
        List<AddressFetch> invalid = answers.stream()
                .filter(answer -> answer.failure()
                        .filter(reason -> reason.kind() == FetchFailure.Kind.CERTIFICATE)
                        .isPresent())
                .toList();
        if (!invalid.isEmpty()) {
            return stillThere(
                    "Today the certificate of the policy host is still not valid" + at(invalid, answers) + ".");
        }
        return areAllFetched(answers)
                        && answers.stream().allMatch(answer -> answer.response().isPresent())
                ? gone("Today the certificate of the policy host is valid" + fromAll(answers) + ".")
                : notKnown("Today this service could not see the certificate of the policy host at every address.");
    }

    private static FailureToday ofServer(
            TlsReport report, PolicyResult policy, ReportedPolicy used, Failure failure, Report today) {
        String server = failure.server();
        if (DomainName.of(server).filter(name -> !name.endsNumeric()).isEmpty()) {
            return notKnown("The report does not name the mail server by its name in the MX record.");
        }
        if (!today.mx().known()) {
            return notKnown("The mail servers of the domain could not be looked up today.");
        }
        Optional<Coverage.Host> host = host(server, today);
        if (host.isEmpty()) {
            return gone("Today " + server
                    + " is not a mail server of the domain, so that senders no longer deliver to it.");
        }
        return switch (failure.type()) {
            case TLSA_INVALID -> tlsa(host.get());
            case DNSSEC_INVALID -> dnssec(host.get());
            case DANE_REQUIRED -> daneRequired(host.get());
            default ->
                coverage(report, policy, used, failure, host.get(), today).orElseGet(() -> tls(failure, host.get()));
        };
    }

    private static Optional<Coverage.Host> host(String server, Report today) {
        return today.mx().servers().stream()
                .filter(one -> one.names().contains(server))
                .map(MailServer::name)
                .findFirst()
                .flatMap(name -> today.coverage().hosts().stream()
                        .filter(host -> host.name().equals(name))
                        .findFirst());
    }

    /** Compares the patterns of the policies; empty if they do not explain the failure. */
    private static Optional<FailureToday> coverage(
            TlsReport report,
            PolicyResult policy,
            ReportedPolicy used,
            Failure failure,
            Coverage.Host host,
            Report today) {
        if (!MAY_BE_COVERAGE.contains(failure.type()) || policy.type() == PolicyType.TLSA) {
            return Optional.empty();
        }
        boolean missed = used.misses(failure.server());
        if (host.covered().equals(Optional.of(false))) {
            return Optional.of(stillThere("Today no pattern of the policy matches " + failure.server() + "."));
        }
        if (!missed) {
            return Optional.empty();
        }
        String then =
                report.when() + ", no pattern of the policy that the sender used matched " + failure.server() + ". ";
        return Optional.of(
                host.covered().isPresent()
                        ? gone(then + "Today the pattern "
                                + host.matchedBy().map(Object::toString).orElse("of the policy") + " matches it.")
                        : notKnown(then
                                + (today.policy().policy().isPresent()
                                        ? "Today the policy is in mode none, so that nothing has to match."
                                        : "Today this service gets no valid policy to compare with.")));
    }

    /** Compares with what this service saw of the TLS of the mail server. */
    private static FailureToday tls(Failure failure, Coverage.Host host) {
        if (host.starttls().isEmpty()) {
            return notKnown("This service did not look at the TLS of the mail server.");
        }
        List<StarttlsProbe> same = invalid(host, reason -> isSame(failure.type(), reason));
        if (!same.isEmpty()) {
            return stillThere(
                    "Today this service sees the failure at " + addresses(same) + " too: " + detail(same) + ".");
        }
        List<StarttlsProbe> other = invalid(host, reason -> true);
        if (!other.isEmpty()) {
            return notKnown("Today this service sees another failure at " + addresses(other) + ": " + detail(other)
                    + ". It may hide the reported one.");
        }
        boolean isAllValid = host.tlsStatus() == Coverage.TlsStatus.VALID
                && host.starttls().stream().allMatch(probe -> probe.status() == StarttlsProbe.Status.VALID)
                && host.starttls().stream().map(StarttlsProbe::address).toList().containsAll(host.addresses());
        return isAllValid
                ? gone("Today this service sees a valid certificate at every address of the mail server.")
                : notKnown("This service could not look at the TLS of every address of the mail server.");
    }

    private static boolean isSame(TlsRptResultType reported, StarttlsFailure today) {
        // Senders use the general type for any failure.
        return reported == TlsRptResultType.VALIDATION_FAILURE
                || MailImpact.resultTypes(today).contains(reported);
    }

    private static List<StarttlsProbe> invalid(Coverage.Host host, Predicate<StarttlsFailure> reason) {
        return host.starttls().stream()
                .filter(probe -> probe.status() == StarttlsProbe.Status.INVALID)
                .filter(probe -> probe.failure().filter(reason).isPresent())
                .toList();
    }

    private static String addresses(List<StarttlsProbe> probes) {
        return literals(probes.stream().map(StarttlsProbe::address).toList());
    }

    private static String literals(List<InetAddress> addresses) {
        return ListSummary.summarize(
                addresses.stream().map(InetAddress::getHostAddress).toList());
    }

    private static String detail(List<StarttlsProbe> probes) {
        return DisplayText.abbreviate(
                probes.get(0).failure().map(StarttlsFailure::detail).orElse(""));
    }

    private static FailureToday tlsa(Coverage.Host host) {
        return switch (dane(host)) {
            case MISMATCH -> stillThere("Today the TLSA records of the mail server do not match its certificate.");
            case NONE -> gone("Today the mail server has no TLSA records, so that senders do not use DANE.");
            case INSECURE -> gone("Today the TLSA records are not signed, so that senders ignore them.");
            case SECURE ->
                hasOnlyMatches(host)
                        ? gone("Today the TLSA records match the certificate that this service saw.")
                        : notKnown(
                                "Today there are signed TLSA records, but this service did not see the certificate.");
            case NOT_CHECKED -> notKnown("This service did not look up the TLSA records of the mail server.");
        };
    }

    private static boolean hasOnlyMatches(Coverage.Host host) {
        return host.dane()
                .map(DaneProbe::matches)
                .filter(matches -> !matches.isEmpty() && matches.stream().allMatch(DaneProbe.Match::matches))
                .filter(matches ->
                        matches.stream().map(DaneProbe.Match::address).toList().containsAll(host.addresses()))
                .isPresent();
    }

    private static FailureToday dnssec(Coverage.Host host) {
        return host.dane()
                        .filter(probe -> probe.tlsa().lookup().outcome() == Lookup.Outcome.BOGUS)
                        .isPresent()
                ? stillThere("Today the signatures (DNSSEC) of the TLSA records are not valid.")
                : notKnown("This service does not check the signatures (DNSSEC) of all records of the mail server.");
    }

    private static FailureToday daneRequired(Coverage.Host host) {
        return switch (dane(host)) {
            case SECURE, MISMATCH -> gone("Today the mail server has signed TLSA records.");
            case NONE -> stillThere("Today the mail server has no TLSA records.");
            case INSECURE -> stillThere("Today the TLSA records of the mail server are not signed.");
            case NOT_CHECKED -> notKnown("This service did not look up the TLSA records of the mail server.");
        };
    }

    private static DaneProbe.Status dane(Coverage.Host host) {
        return host.dane().map(DaneProbe::status).orElse(DaneProbe.Status.NOT_CHECKED);
    }

    private static boolean isOk(PolicyResponse response) {
        return response.status() == OK;
    }

    private static boolean areAllFetched(List<AddressFetch> answers) {
        return !answers.isEmpty() && answers.stream().allMatch(AddressFetch::isFetched);
    }

    /** Names the addresses that answered so, if others did not. */
    private static String at(List<AddressFetch> some, List<AddressFetch> all) {
        return some.size() == all.size()
                ? ""
                : " at " + literals(some.stream().map(AddressFetch::address).toList());
    }

    private static String fromAll(List<AddressFetch> answers) {
        return answers.size() > 1 ? " at all " + answers.size() + " addresses of its host" : "";
    }

    private static FailureToday gone(String message) {
        return new FailureToday(GONE, message);
    }

    private static FailureToday stillThere(String message) {
        return new FailureToday(STILL_THERE, message);
    }

    private static FailureToday notKnown(String message) {
        return new FailureToday(NOT_KNOWN, message);
    }
}
