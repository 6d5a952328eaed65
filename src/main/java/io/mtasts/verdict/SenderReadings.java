package io.mtasts.verdict;

import io.mtasts.finding.Correction;
import io.mtasts.finding.Finding;
import io.mtasts.finding.Severity;
import io.mtasts.sender.MailHost;
import io.mtasts.sender.Publication;
import io.mtasts.sender.SenderMatrix;
import io.mtasts.sender.SenderReader;
import io.mtasts.sender.SenderReading;
import io.mtasts.sts.MxPatterns;
import io.mtasts.sts.PolicyParser;
import io.mtasts.sts.RecordParseResult;
import io.mtasts.text.ListSummary;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The readings of a domain by known senders. Some of them use a policy that RFC 8461 makes invalid. */
final class SenderReadings {

    private static final String REMEDY_IF_NONE_IS_MISSING =
            "Correct the record and the policy. The corrected policy covers these mail servers.";

    private static final List<CertificateProblem> COMMON_NAME_ONLY = List.of(CertificateProblem.NO_SAN);

    private SenderReadings() {}

    /** Returns the reading of every known sender. */
    static List<SenderReading> of(
            Observations observations, StsRecordCheck record, PolicyCheck policy, MxCheck mx, Coverage coverage) {
        Publication published = new Publication(
                record.result()
                        .filter(result -> result.status() == RecordParseResult.Status.ABSENT)
                        .isEmpty(),
                record.record().isPresent(),
                observations.record().records(),
                record.findings(),
                observations.policy().response().flatMap(PolicyResponse::contentType),
                policy.text(),
                policy.findings(),
                policy.policyToMatch());
        Map<String, Coverage.Host> hosts = coverage.hosts().stream()
                .collect(Collectors.toMap(Coverage.Host::name, Function.identity(), (first, same) -> first));
        return SenderReader.read(
                SenderMatrix.current(),
                published,
                mx.servers().stream()
                        .map(server -> new MailHost(
                                server.name(),
                                server.names(),
                                Optional.ofNullable(hosts.get(server.name()))
                                        .map(SenderReadings::tls)
                                        .orElse(MailHost.Tls.NOT_KNOWN_TO_FAIL)))
                        .toList());
    }

    private static MailHost.Tls tls(Coverage.Host host) {
        if (host.tlsStatus() != Coverage.TlsStatus.INVALID) {
            return MailHost.Tls.NOT_KNOWN_TO_FAIL;
        }
        boolean commonNameOnly = host.starttls().stream()
                .flatMap(probe -> probe.failure().stream())
                .filter(failure -> failure.kind().conclusive())
                .allMatch(failure -> failure.certificateProblems().equals(COMMON_NAME_ONLY));
        return commonNameOnly ? MailHost.Tls.COMMON_NAME_ONLY : MailHost.Tls.FAILED;
    }

    /**
     * Returns a finding if strict senders ignore the policy, but others use it and refuse mail to a server. It is only
     * information if the corrected policy covers the server, because the errors are reported then.
     */
    static Optional<Finding> finding(
            List<SenderReading> readings, StsRecordCheck record, PolicyCheck policy, Coverage coverage) {
        boolean accepted = record.record().isPresent() && policy.policyToMatch().isPresent();
        List<SenderReading> refusing =
                readings.stream().filter(SenderReading::refusesAny).toList();
        List<String> refused = coverage.hosts().stream()
                .filter(Coverage.Host::reachable)
                .map(Coverage.Host::name)
                .filter(host -> refusing.stream()
                        .anyMatch(reading -> reading.hosts().stream()
                                .anyMatch(
                                        each -> each.host().equals(host) && SenderReading.isRefused(each.delivery()))))
                .toList();
        if (accepted || refused.isEmpty()) {
            return Optional.empty();
        }
        String reasons = Stream.concat(record.findings().stream(), policy.findings().stream())
                .filter(Finding::isError)
                .map(error -> error.code().code())
                .distinct()
                .collect(Collectors.joining(", "));
        String names = refusing.stream().map(reading -> reading.sender().name()).collect(Collectors.joining(", "));
        Finding finding = MxFinding.MX_UNCOVERED_LENIENT
                .about(ListSummary.summarize(refused))
                .withEvidence(names + " (" + reasons + ")");
        List<String> missing = missing(refused, policy);
        return Optional.of(
                missing.isEmpty()
                        ? finding.withSeverity(Severity.INFO).withRemedy(REMEDY_IF_NONE_IS_MISSING)
                        : finding.withSuggestedText(CoverageCheck.lines(missing)));
    }

    /** Returns the servers that the corrected policy leaves out too. The others are refused because of the reported errors. */
    private static List<String> missing(List<String> refused, PolicyCheck policy) {
        Optional<MxPatterns> corrected = policy.correction()
                .map(Correction::corrected)
                .flatMap(text -> PolicyParser.parse(text.getBytes(StandardCharsets.UTF_8))
                        .policy())
                .map(valid -> new MxPatterns(valid.mx()));
        return refused.stream()
                .filter(host -> corrected
                        .filter(valid -> !valid.matching(host).isEmpty())
                        .isEmpty())
                .toList();
    }
}
