package io.mtasts.verdict;

import static io.mtasts.verdict.MxFinding.MX_IMPLICIT_ALIAS;
import static io.mtasts.verdict.MxFinding.MX_PATTERN_BROAD;
import static io.mtasts.verdict.MxFinding.MX_PATTERN_UNREGISTERED;
import static io.mtasts.verdict.MxFinding.MX_PATTERN_UNUSED;
import static io.mtasts.verdict.MxFinding.MX_PATTERN_WILDCARD;
import static io.mtasts.verdict.MxFinding.MX_UNCOVERED_ALL;
import static io.mtasts.verdict.MxFinding.MX_UNCOVERED_SOME;

import io.mtasts.finding.Finding;
import io.mtasts.finding.Severity;
import io.mtasts.name.PublicSuffixes;
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

/** A comparison of the patterns of a policy with the real mail servers. RFC 8461, 4.1. */
record CoverageCheck(Coverage coverage, List<Finding> findings) {

    CoverageCheck {
        findings = Finding.limitPerCode(Finding.MAX_PER_HOSTS, findings);
    }

    /**
     * Compares the policy with the mail servers.
     *
     * @param applied the policy, if it is valid and in mode enforce or testing
     * @param announced whether a valid record makes senders fetch the policy
     * @param observations what is known of the TLS of the mail servers
     */
    static CoverageCheck of(Optional<Policy> applied, boolean announced, MxCheck mx, Observations observations) {
        if (applied.isEmpty()) {
            return new CoverageCheck(notApplicable(mx, observations), List.of());
        }
        Policy policy = applied.get();
        MxPatterns patterns = new MxPatterns(policy.mx());
        List<Finding> findings = new ArrayList<>();
        patterns.all().stream()
                .filter(MxPattern::wildcard)
                .forEach(pattern -> findings.add(
                        (pattern.isBroad() ? MX_PATTERN_BROAD : MX_PATTERN_WILDCARD).about(pattern.toString())));
        patterns.all()
                .forEach(pattern -> PublicSuffixes.registeredName(pattern.name())
                        .filter(name -> observations.unregistered().contains(name.ascii()))
                        .ifPresent(name -> findings.add(MX_PATTERN_UNREGISTERED
                                .about(pattern.toString())
                                .withEvidence(name.ascii()))));
        if (mx.reachableServers().isEmpty()) {
            if (isDeadAndUncovered(mx, patterns)) {
                findings.add(MX_UNCOVERED_ALL
                        .about(ListSummary.summarize(
                                mx.servers().stream().map(MailServer::name).toList()))
                        .withSeverity(severity(policy, announced)));
            }
            return new CoverageCheck(notApplicable(mx, observations), findings);
        }
        Coverage coverage = cover(patterns, mx.servers(), observations);
        coverage.unusedPatterns().forEach(pattern -> findings.add(MX_PATTERN_UNUSED.about(pattern.toString())));
        Severity severity = severity(policy, announced);
        uncovered(coverage, mx).forEach(finding -> findings.add(finding.withSeverity(severity)));
        mx.servers().stream()
                .filter(server -> isCoveredByOneNameOnly(server, patterns))
                .forEach(server -> findings.add(MX_IMPLICIT_ALIAS
                        .about(server.name())
                        .withEvidence(server.names().get(server.names().size() - 1))));
        return new CoverageCheck(coverage, findings);
    }

    /** Returns how much it matters that senders would not deliver to a mail server once the policy is enforced. */
    static Severity severity(Policy applied, boolean announced) {
        return announced && applied.mode() == Mode.ENFORCE ? Severity.CRITICAL : Severity.ERROR;
    }

    private static Coverage notApplicable(MxCheck mx, Observations observations) {
        List<Host> hosts = mx.servers().stream()
                .map(server -> host(server, Optional.empty(), Optional.empty(), observations))
                .toList();
        return new Coverage(Status.NOT_APPLICABLE, hosts, List.of());
    }

    private static Coverage cover(MxPatterns patterns, List<MailServer> servers, Observations observations) {
        Set<MxPattern> used = new HashSet<>();
        List<Host> hosts = new ArrayList<>();
        for (MailServer server : servers) {
            List<MxPattern> matching = server.names().stream()
                    .flatMap(name -> patterns.matching(name).stream())
                    .toList();
            used.addAll(matching);
            hosts.add(host(
                    server, Optional.of(!matching.isEmpty()), matching.stream().findFirst(), observations));
        }
        List<MxPattern> unused = patterns.all().stream()
                .filter(pattern -> !used.contains(pattern))
                .toList();
        long uncovered = hosts.stream().filter(Host::uncovered).count();
        long reachable = hosts.stream().filter(Host::reachable).count();
        Status status = uncovered == 0 ? Status.COMPLETE : uncovered == reachable ? Status.NONE : Status.PARTIAL;
        return new Coverage(status, hosts, unused);
    }

    private static Host host(
            MailServer server, Optional<Boolean> covered, Optional<MxPattern> match, Observations observations) {
        return new Host(
                server.preference(),
                server.name(),
                server.implicit(),
                covered,
                match,
                server.lookup().map(HostLookup::addresses).orElse(List.of()),
                server.reachable(),
                observations.starttls().stream()
                        .filter(probe -> probe.host().equals(server.name()))
                        .toList(),
                observations.dane().stream()
                        .filter(probe -> probe.host().equals(server.name()))
                        .findFirst());
    }

    /** Returns one finding for each uncovered host, or a single one if all hosts are uncovered. */
    private static List<Finding> uncovered(Coverage coverage, MxCheck mx) {
        List<String> hosts = coverage.uncovered();
        if (coverage.status() == Status.NONE) {
            return List.of(
                    MX_UNCOVERED_ALL.about(ListSummary.summarize(hosts)).withSuggestedText(lines(mx.namesToCover())));
        }
        return hosts.stream()
                .map(host -> MX_UNCOVERED_SOME.about(host).withSuggestedText(lines(List.of(host))))
                .toList();
    }

    /**
     * Returns whether no server has an address and the policy covers none of them. Senders then refuse the mail at once
     * instead of trying again until a server returns.
     */
    private static boolean isDeadAndUncovered(MxCheck mx, MxPatterns patterns) {
        return !mx.servers().isEmpty()
                && mx.servers().stream()
                        .allMatch(server -> server.isDead()
                                && server.names().stream()
                                        .allMatch(
                                                name -> patterns.matching(name).isEmpty()));
    }

    private static boolean isCoveredByOneNameOnly(MailServer server, MxPatterns patterns) {
        return server.names().stream()
                        .map(name -> patterns.matching(name).isEmpty())
                        .distinct()
                        .count()
                > 1;
    }

    /** Returns the text of the policy that covers the hosts: its lines, joined. */
    static String lines(List<String> hosts) {
        return String.join("\n", mxLines(hosts));
    }

    /** Returns the lines of a policy that cover the hosts. There is none for a host that no pattern can name. */
    static List<String> mxLines(List<String> hosts) {
        return hosts.stream()
                .filter(host -> MxPattern.of(host).isPresent())
                .map(host -> "mx: " + host)
                .toList();
    }

    /** Returns a first policy for the hosts; empty if no pattern can name any of them. */
    static String policy(List<String> hosts) {
        List<MxPattern> patterns =
                hosts.stream().map(MxPattern::of).flatMap(Optional::stream).toList();
        return patterns.isEmpty() ? "" : new Policy(Mode.TESTING, patterns, Policy.DEFAULT_MAX_AGE).toString();
    }
}
