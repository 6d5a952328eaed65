package io.mtasts.verdict;

import io.mtasts.finding.CheckedPart;
import io.mtasts.finding.Finding;
import io.mtasts.sender.SenderReading;
import io.mtasts.sender.SenderReading.Delivery;
import io.mtasts.sts.Mode;
import io.mtasts.sts.Policy;
import io.mtasts.tlsrpt.TlsRptResultType;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What happens to mail to one mail server, from senders that remember no earlier policy.
 *
 * @param strict the delivery by a sender that follows RFC 8461; never {@link MailOutcome#AT_RISK}
 * @param resultType how TLS reports call the failure. RFC 8460, 4.3
 * @param senders how many known senders do what, as far as the policy decides
 */
public record MailImpact(MailOutcome strict, TlsRptResultType resultType, Map<Delivery, Integer> senders) {

    private static final Map<CertificateProblem, TlsRptResultType> BY_PROBLEM = new EnumMap<>(Map.of(
            CertificateProblem.EXPIRED, TlsRptResultType.CERTIFICATE_EXPIRED,
            CertificateProblem.NAME_MISMATCH, TlsRptResultType.CERTIFICATE_HOST_MISMATCH,
            CertificateProblem.NO_SAN, TlsRptResultType.CERTIFICATE_HOST_MISMATCH,
            CertificateProblem.UNTRUSTED, TlsRptResultType.CERTIFICATE_NOT_TRUSTED,
            CertificateProblem.CHAIN_INCOMPLETE, TlsRptResultType.CERTIFICATE_NOT_TRUSTED));

    private static final Map<StarttlsFailure.Kind, TlsRptResultType> BY_FAILURE = new EnumMap<>(Map.of(
            StarttlsFailure.Kind.NOT_OFFERED, TlsRptResultType.STARTTLS_NOT_SUPPORTED,
            StarttlsFailure.Kind.STARTTLS_REFUSED, TlsRptResultType.STARTTLS_NOT_SUPPORTED));

    private static final Map<CheckedPart, TlsRptResultType> BY_PART = new EnumMap<>(Map.of(
            CheckedPart.POLICY, TlsRptResultType.STS_POLICY_INVALID,
            CheckedPart.CERTIFICATE, TlsRptResultType.STS_WEBPKI_INVALID));

    public MailImpact {
        senders = Map.copyOf(senders);
    }

    /** Returns the impact on a mail server of the report. */
    public static MailImpact of(Report report, Coverage.Host host) {
        return new MailImpact(strict(report, host), resultType(report, host), senders(report, host));
    }

    /** Returns how many known senders do one thing. */
    public int count(Delivery delivery) {
        return senders.getOrDefault(delivery, 0);
    }

    private static MailOutcome strict(Report report, Coverage.Host host) {
        if (!host.reachable()) {
            return MailOutcome.NOT_ACCEPTED;
        }
        if (report.verdict().isEmpty()) {
            return MailOutcome.UNKNOWN;
        }
        if (!report.verdict().equals(Optional.of(Verdict.ENFORCING))) {
            return MailOutcome.UNPROTECTED;
        }
        return host.uncovered() || host.lacksTls() ? MailOutcome.REFUSED : MailOutcome.PROTECTED;
    }

    private static TlsRptResultType resultType(Report report, Coverage.Host host) {
        if (report.record().isEmpty()) {
            return TlsRptResultType.UNKNOWN;
        }
        if (report.record().get().record().isEmpty()) {
            return TlsRptResultType.NONE;
        }
        Optional<Policy> policy = report.policy().policyToMatch();
        if (policy.isEmpty()) {
            return report.policy().findings().stream()
                    .filter(Finding::isError)
                    .findFirst()
                    .map(error -> BY_PART.getOrDefault(error.code().part(), TlsRptResultType.STS_POLICY_FETCH_ERROR))
                    .orElse(TlsRptResultType.STS_POLICY_FETCH_ERROR);
        }
        if (policy.get().mode() == Mode.NONE) {
            return TlsRptResultType.NONE;
        }
        return host.covered().equals(Optional.of(false)) ? TlsRptResultType.VALIDATION_FAILURE : ofTls(host);
    }

    private static TlsRptResultType ofTls(Coverage.Host host) {
        return host.starttls().stream()
                .filter(probe -> probe.status() == StarttlsProbe.Status.INVALID)
                .flatMap(probe -> probe.failure().stream())
                .findFirst()
                .map(MailImpact::of)
                .orElse(
                        host.tlsStatus() == Coverage.TlsStatus.VALID
                                ? TlsRptResultType.NONE
                                : TlsRptResultType.UNKNOWN);
    }

    private static TlsRptResultType of(StarttlsFailure failure) {
        return failure.certificateProblems().stream()
                .findFirst()
                .map(problem -> BY_PROBLEM.getOrDefault(problem, TlsRptResultType.VALIDATION_FAILURE))
                .orElse(BY_FAILURE.getOrDefault(failure.kind(), TlsRptResultType.VALIDATION_FAILURE));
    }

    /** Returns the types that a TLS report may give a failed session: one for each problem of the certificate. */
    public static Set<TlsRptResultType> resultTypes(StarttlsFailure failure) {
        return failure.certificateProblems().isEmpty()
                ? Set.of(of(failure))
                : failure.certificateProblems().stream()
                        .map(problem -> BY_PROBLEM.getOrDefault(problem, TlsRptResultType.VALIDATION_FAILURE))
                        .collect(Collectors.toSet());
    }

    private static Map<Delivery, Integer> senders(Report report, Coverage.Host host) {
        Map<Delivery, Integer> counts = new EnumMap<>(Delivery.class);
        for (SenderReading reading : report.senders()) {
            reading.hosts().stream()
                    .filter(each -> each.host().equals(host.name()))
                    .forEach(each -> counts.merge(each.delivery(), 1, Integer::sum));
        }
        return counts;
    }
}
