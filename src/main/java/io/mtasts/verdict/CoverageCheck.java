package io.mtasts.verdict;

import static io.mtasts.verdict.MxFinding.MX_PATTERN_BROAD;
import static io.mtasts.verdict.MxFinding.MX_PATTERN_UNUSED;
import static io.mtasts.verdict.MxFinding.MX_PATTERN_WILDCARD;
import static io.mtasts.verdict.MxFinding.MX_UNCOVERED_ALL;
import static io.mtasts.verdict.MxFinding.MX_UNCOVERED_SOME;

import io.mtasts.finding.Finding;
import io.mtasts.finding.Severity;
import io.mtasts.sts.Mode;
import io.mtasts.sts.MxPattern;
import io.mtasts.sts.MxPatterns;
import io.mtasts.sts.Policy;
import io.mtasts.text.ListSummary;
import io.mtasts.verdict.Coverage.Host;
import io.mtasts.verdict.Coverage.Status;
import io.mtasts.verdict.MxCheck.MailServer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Holds the patterns of a policy against the real mail servers. RFC 8461, 4.1. */
record CoverageCheck(Coverage coverage, List<Finding> findings) {

    CoverageCheck {
        findings = Finding.limitPerCode(Finding.MAX_PER_HOSTS, findings);
    }

    /**
     * The table of coverage.
     *
     * @param applied the policy in mode enforce or testing, if there is one that is valid
     * @param announced whether a valid record makes senders look at it
     * @param starttls the TLS of the mail servers, as far as they were connected to
     */
    static CoverageCheck of(Optional<Policy> applied, boolean announced, MxCheck mx, List<StarttlsProbe> starttls) {
        if (applied.isEmpty()) {
            return new CoverageCheck(notApplicable(mx, starttls), List.of());
        }
        Policy policy = applied.get();
        MxPatterns patterns = new MxPatterns(policy.mx());
        List<Finding> findings = new ArrayList<>();
        patterns.all().stream()
                .filter(MxPattern::wildcard)
                .forEach(pattern -> findings.add(
                        (pattern.isBroad() ? MX_PATTERN_BROAD : MX_PATTERN_WILDCARD).about(pattern.toString())));
        if (mx.servers().isEmpty()) {
            return new CoverageCheck(notApplicable(mx, starttls), findings);
        }
        Coverage coverage = cover(patterns, mx.servers(), starttls);
        coverage.unusedPatterns().forEach(pattern -> findings.add(MX_PATTERN_UNUSED.about(pattern.toString())));
        Severity severity = severity(policy, announced);
        uncovered(coverage).forEach(finding -> findings.add(finding.withSeverity(severity)));
        return new CoverageCheck(coverage, findings);
    }

    /** How much it matters that senders would not deliver to a mail server once the policy is enforced. */
    static Severity severity(Policy applied, boolean announced) {
        return announced && applied.mode() == Mode.ENFORCE ? Severity.CRITICAL : Severity.ERROR;
    }

    private static Coverage notApplicable(MxCheck mx, List<StarttlsProbe> starttls) {
        List<Host> hosts = mx.servers().stream()
                .map(server -> host(server, Optional.empty(), Optional.empty(), starttls))
                .toList();
        return new Coverage(Status.NOT_APPLICABLE, hosts, List.of());
    }

    private static Coverage cover(MxPatterns patterns, List<MailServer> servers, List<StarttlsProbe> starttls) {
        Set<MxPattern> used = new HashSet<>();
        List<Host> hosts = new ArrayList<>();
        for (MailServer server : servers) {
            List<MxPattern> matching = patterns.matching(server.name());
            used.addAll(matching);
            hosts.add(host(
                    server, Optional.of(!matching.isEmpty()), matching.stream().findFirst(), starttls));
        }
        List<MxPattern> unused = patterns.all().stream()
                .filter(pattern -> !used.contains(pattern))
                .toList();
        long uncovered = hosts.stream().filter(Host::uncovered).count();
        Status status = uncovered == 0 ? Status.COMPLETE : uncovered == hosts.size() ? Status.NONE : Status.PARTIAL;
        return new Coverage(status, hosts, unused);
    }

    private static Host host(
            MailServer server, Optional<Boolean> covered, Optional<MxPattern> match, List<StarttlsProbe> starttls) {
        return new Host(
                server.preference(),
                server.name(),
                server.implicit(),
                covered,
                match,
                server.lookup().map(HostLookup::addresses).orElse(List.of()),
                starttls.stream()
                        .filter(probe -> probe.host().equals(server.name()))
                        .findFirst());
    }

    /** One finding for each host that is left out, or a single one where all are. */
    private static List<Finding> uncovered(Coverage coverage) {
        List<String> hosts = coverage.uncovered();
        if (coverage.status() == Status.NONE) {
            return List.of(MX_UNCOVERED_ALL.about(ListSummary.summarize(hosts)).withSuggestedText(lines(hosts)));
        }
        return hosts.stream()
                .map(host -> MX_UNCOVERED_SOME.about(host).withSuggestedText(lines(List.of(host))))
                .toList();
    }

    /** The lines that cover the hosts; a host that no pattern can name has none. */
    static String lines(List<String> hosts) {
        return hosts.stream()
                .filter(host -> MxPattern.of(host).isPresent())
                .map(host -> "mx: " + host)
                .collect(Collectors.joining("\n"));
    }

    /** A policy to begin with; none where no pattern can name a host. */
    static String policy(List<String> hosts) {
        List<MxPattern> patterns =
                hosts.stream().map(MxPattern::of).flatMap(Optional::stream).toList();
        return patterns.isEmpty() ? "" : new Policy(Mode.TESTING, patterns, Policy.DEFAULT_MAX_AGE).toString();
    }
}
