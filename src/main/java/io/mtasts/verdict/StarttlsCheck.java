package io.mtasts.verdict;

import io.mtasts.finding.Finding;
import io.mtasts.finding.Severity;
import io.mtasts.text.ListSummary;
import io.mtasts.verdict.Coverage.Host;
import io.mtasts.verdict.StarttlsFailure.Kind;
import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

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
     * A fault at one address.
     *
     * @param severity the severity if every address has this fault
     */
    private record Fault(
            StarttlsFinding code, StarttlsProbe probe, String evidence, Severity severity, boolean isTransient) {}

    /**
     * Returns the findings about all mail servers.
     *
     * @param worst the severity of a covered server without valid TLS
     */
    static List<Finding> findings(Coverage coverage, Severity worst, Instant now) {
        StarttlsCheck check = new StarttlsCheck(coverage.hosts(), worst, now);
        check.reportSkipped();
        coverage.hosts().forEach(check::judge);
        return check.findings;
    }

    /** Reports all skipped servers in one finding: the reason has nothing to do with them. */
    private void reportSkipped() {
        List<String> names = new ArrayList<>();
        for (Host host : hosts) {
            List<StarttlsProbe> skipped =
                    host.starttls().stream().filter(StarttlsProbe::isSkipped).toList();
            if (!skipped.isEmpty()) {
                names.add(subject(host, host.starttls(), skipped));
            }
        }
        if (!names.isEmpty()) {
            String reason = hosts.stream()
                    .flatMap(host -> host.starttls().stream())
                    .filter(StarttlsProbe::isSkipped)
                    .flatMap(probe -> probe.failure().stream())
                    .map(StarttlsFailure::detail)
                    .findFirst()
                    .orElse("");
            findings.add(StarttlsFinding.STARTTLS_UNCHECKED
                    .about(ListSummary.summarize(names))
                    .withEvidence(reason)
                    .asTransient(true));
        }
    }

    /** Reports each kind of fault once, with the addresses that have it if others do not. */
    private void judge(Host host) {
        List<StarttlsProbe> probes =
                host.starttls().stream().filter(probe -> !probe.isSkipped()).toList();
        Map<StarttlsFinding, List<Fault>> faults = probes.stream()
                .flatMap(probe -> faults(host, probe).stream())
                .collect(Collectors.groupingBy(Fault::code, LinkedHashMap::new, Collectors.toList()));
        faults.forEach((code, same) -> findings.add(code.about(
                        subject(host, probes, same.stream().map(Fault::probe).toList()))
                .withEvidence(same.stream().map(Fault::evidence).distinct().collect(Collectors.joining("; ")))
                .asTransient(same.stream().anyMatch(Fault::isTransient))
                .withSeverity(same.stream()
                        .map(Fault::severity)
                        .max(Comparator.naturalOrder())
                        .orElse(worst))));
    }

    /** Returns the name of the mail server, and the addresses unless they are all of them. */
    private static String subject(Host host, List<StarttlsProbe> all, List<StarttlsProbe> some) {
        return some.size() == all.size()
                ? host.name()
                : some.stream()
                        .map(probe -> probe.address().getHostAddress())
                        .collect(Collectors.joining(", ", host.name() + " (", ")"));
    }

    private List<Fault> faults(Host host, StarttlsProbe probe) {
        List<Fault> faults = new ArrayList<>();
        probe.failure()
                .filter(failure -> failure.kind() != Kind.CERTIFICATE)
                .ifPresent(failure -> faults.add(fault(host, probe, failure)));
        probe.tls().ifPresent(tls -> faults.addAll(certificateFaults(host, probe, tls)));
        return faults;
    }

    private Fault fault(Host host, StarttlsProbe probe, StarttlsFailure failure) {
        StarttlsFinding code = code(failure.kind());
        String evidence = code == StarttlsFinding.STARTTLS_UNREACHABLE
                ? probe.address().getHostAddress() + ": " + failure.detail()
                : failure.detail();
        return new Fault(code, probe, evidence, severity(host, probe, code), failure.isTransient());
    }

    private List<Fault> certificateFaults(Host host, StarttlsProbe probe, TlsInfo tls) {
        if (probe.failure().isEmpty()) {
            return expiring(probe, tls).stream().toList();
        }
        return probe.failure().map(StarttlsFailure::certificateProblems).orElse(List.of()).stream()
                .map(problem -> new Fault(
                        problem.starttlsCode(),
                        probe,
                        problem.describe(tls, now),
                        severity(host, probe, problem.starttlsCode()),
                        false))
                .toList();
    }

    private Optional<Fault> expiring(StarttlsProbe probe, TlsInfo tls) {
        return tls.firstToExpire(now)
                .flatMap(certificate -> certificate
                        .expiring(now)
                        .map(severity -> new Fault(
                                StarttlsFinding.STARTTLS_CERT_EXPIRING,
                                probe,
                                tls.describe(certificate, "valid until " + certificate.notAfter()),
                                atMost(worst, severity),
                                false)));
    }

    /**
     * Returns the severity. An uncovered or unroutable server gets no mail in any case, and an unreachable one may have valid
     * TLS. If another address of the server has valid TLS, senders deliver there.
     */
    private Severity severity(Host host, StarttlsProbe probe, StarttlsFinding code) {
        boolean mild = !host.reachable() || host.uncovered() || code.entry().severity() != Severity.CRITICAL;
        if (!host.hasTls(StarttlsProbe.Status.VALID)) {
            boolean isOwnNetwork = code == StarttlsFinding.STARTTLS_UNREACHABLE && noneReached(probe.address());
            return isOwnNetwork ? Severity.INFO : mild ? atMost(worst, Severity.WARNING) : worst;
        }
        if (probe.status() == StarttlsProbe.Status.UNKNOWN) {
            return Severity.INFO;
        }
        return atMost(worst, mild ? Severity.WARNING : Severity.ERROR);
    }

    /**
     * Returns whether no server at all could be reached at an address of this family. The network of this service more
     * likely blocks the connections then, or has no such addresses.
     */
    private boolean noneReached(InetAddress address) {
        return hosts.stream()
                .flatMap(host -> host.starttls().stream())
                .filter(probe -> probe.address().getClass().equals(address.getClass()))
                .noneMatch(StarttlsProbe::isConnected);
    }

    private static Severity atMost(Severity limit, Severity severity) {
        return severity.atLeast(limit) ? limit : severity;
    }

    private static StarttlsFinding code(Kind failure) {
        return switch (failure) {
            case NOT_PUBLIC -> StarttlsFinding.STARTTLS_NOT_PUBLIC;
            case CONNECTION_REFUSED, UNREACHABLE, NO_ANSWER -> StarttlsFinding.STARTTLS_UNREACHABLE;
            case GREETING_TIMEOUT, TIMEOUT -> StarttlsFinding.STARTTLS_TIMEOUT;
            case TEMPORARILY_REJECTED, REJECTED -> StarttlsFinding.STARTTLS_TURNED_AWAY;
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
