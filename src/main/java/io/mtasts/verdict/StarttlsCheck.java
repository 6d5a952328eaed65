package io.mtasts.verdict;

import io.mtasts.finding.Finding;
import io.mtasts.finding.Severity;
import io.mtasts.text.ListSummary;
import io.mtasts.verdict.Coverage.Host;
import io.mtasts.verdict.StarttlsFailure.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** An evaluation of the TLS of the mail servers that this service connected to. RFC 8461, 4.2, 7.2. */
final class StarttlsCheck {

    private final List<Host> hosts;
    private final Severity worst;
    private final Instant now;
    private final List<Finding> findings = new ArrayList<>();

    private StarttlsCheck(List<Host> hosts, Severity worst, Instant now) {
        this.hosts = hosts;
        this.worst = worst;
        this.now = now;
    }

    /**
     * Returns the findings about all mail servers.
     *
     * @param worst the severity of a covered server without valid TLS
     */
    static List<Finding> findings(Coverage coverage, Severity worst, Instant now) {
        StarttlsCheck check = new StarttlsCheck(coverage.hosts(), worst, now);
        check.reportSkipped();
        coverage.hosts().forEach(host -> host.starttls().ifPresent(probe -> check.judge(host, probe)));
        return check.findings;
    }

    /** Reports all skipped servers in one finding: the reason has nothing to do with them. */
    private void reportSkipped() {
        List<Host> skipped = hosts.stream().filter(StarttlsCheck::isSkipped).toList();
        if (!skipped.isEmpty()) {
            String names =
                    ListSummary.summarize(skipped.stream().map(Host::name).toList());
            String reason = skipped.get(0)
                    .starttls()
                    .flatMap(StarttlsProbe::failure)
                    .map(StarttlsFailure::detail)
                    .orElse("");
            findings.add(StarttlsFinding.STARTTLS_UNCHECKED
                    .about(names)
                    .withEvidence(reason)
                    .asTransient(true));
        }
    }

    private static boolean isSkipped(Host host) {
        return host.starttls()
                .flatMap(StarttlsProbe::failure)
                .filter(failure -> failure.kind() == Kind.SKIPPED)
                .isPresent();
    }

    private void judge(Host host, StarttlsProbe probe) {
        probe.failure().filter(failure -> failure.kind() != Kind.SKIPPED).ifPresent(failure -> judge(host, failure));
        probe.tls().ifPresent(tls -> judge(host, probe, tls));
    }

    private void judge(Host host, StarttlsFailure failure) {
        if (failure.kind() != Kind.CERTIFICATE) {
            StarttlsFinding code = code(failure.kind());
            findings.add(code.about(host.name())
                    .withEvidence(failure.detail())
                    .asTransient(failure.isTransient())
                    .withSeverity(severity(host, code)));
        }
    }

    private void judge(Host host, StarttlsProbe probe, TlsInfo tls) {
        List<CertificateProblem> problems =
                probe.failure().map(StarttlsFailure::certificateProblems).orElse(List.of());
        for (CertificateProblem problem : problems) {
            StarttlsFinding code = problem.starttlsCode();
            findings.add(code.about(host.name())
                    .withEvidence(problem.describe(tls, now))
                    .withSeverity(severity(host, code)));
        }
        if (probe.failure().isEmpty()) {
            tls.firstToExpire(now)
                    .ifPresent(certificate -> certificate
                            .expiring(now)
                            .map(severity -> StarttlsFinding.STARTTLS_CERT_EXPIRING
                                    .about(host.name())
                                    .withEvidence(tls.describe(certificate, "valid until " + certificate.notAfter()))
                                    .withSeverity(atMost(worst, severity)))
                            .ifPresent(findings::add));
        }
    }

    /** Returns the severity. An uncovered or unroutable server gets no mail in any case, and an unreachable one may have valid TLS. */
    private Severity severity(Host host, StarttlsFinding code) {
        boolean isOwnNetwork = code == StarttlsFinding.STARTTLS_UNREACHABLE && noneReached();
        boolean mild = !host.reachable() || host.uncovered() || code.entry().severity() != Severity.CRITICAL;
        return isOwnNetwork ? Severity.INFO : mild ? atMost(worst, Severity.WARNING) : worst;
    }

    /** If no server at all could be reached, the network of this service more likely blocks the connections. */
    private boolean noneReached() {
        return hosts.stream()
                .flatMap(host -> host.starttls().stream())
                .allMatch(probe -> probe.address().isEmpty());
    }

    private static Severity atMost(Severity limit, Severity severity) {
        return severity.atLeast(limit) ? limit : severity;
    }

    private static StarttlsFinding code(Kind failure) {
        return switch (failure) {
            case NOT_PUBLIC -> StarttlsFinding.STARTTLS_NOT_PUBLIC;
            case UNREACHABLE -> StarttlsFinding.STARTTLS_UNREACHABLE;
            case TIMEOUT -> StarttlsFinding.STARTTLS_TIMEOUT;
            case REJECTED -> StarttlsFinding.STARTTLS_TURNED_AWAY;
            case LIMIT_EXCEEDED -> StarttlsFinding.STARTTLS_LIMIT_EXCEEDED;
            case NOT_SMTP -> StarttlsFinding.STARTTLS_NOT_SMTP;
            case NOT_OFFERED -> StarttlsFinding.STARTTLS_NOT_OFFERED;
            case STARTTLS_REFUSED -> StarttlsFinding.STARTTLS_REFUSED;
            case INJECTION -> StarttlsFinding.STARTTLS_INJECTION;
            case TLS_FAILED -> StarttlsFinding.STARTTLS_TLS_FAILED;
            case TLS_VERSION -> StarttlsFinding.STARTTLS_TLS_VERSION;
            case SKIPPED, CERTIFICATE -> throw new IllegalArgumentException("reported elsewhere: " + failure);
        };
    }
}
