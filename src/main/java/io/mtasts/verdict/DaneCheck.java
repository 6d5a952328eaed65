package io.mtasts.verdict;

import io.mtasts.dane.TlsaRecord;
import io.mtasts.finding.Finding;
import io.mtasts.finding.Severity;
import io.mtasts.text.ListSummary;
import io.mtasts.verdict.Coverage.Host;
import io.mtasts.verdict.DaneProbe.Match;
import io.mtasts.verdict.DaneProbe.Status;
import io.mtasts.verdict.Lookup.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** An evaluation of the TLSA records of the mail servers, beside MTA-STS. RFC 7672; RFC 8461, 2. */
final class DaneCheck {

    /** A record may contain a whole certificate. */
    private static final int MAX_SHOWN_CHARACTERS = 100;

    private DaneCheck() {}

    /**
     * Returns the findings about all mail servers.
     *
     * @param policyApplies whether senders apply a policy, so that there are two rules to follow
     */
    static List<Finding> findings(Coverage coverage, boolean policyApplies) {
        List<Finding> findings = new ArrayList<>();
        coverage.hosts().forEach(host -> host.dane().ifPresent(probe -> findings.addAll(findings(host, probe))));
        if (policyApplies) {
            precedence(coverage).ifPresent(findings::add);
        }
        return findings;
    }

    private static List<Finding> findings(Host host, DaneProbe probe) {
        return switch (probe.status()) {
            case NONE -> List.of();
            case NOT_CHECKED -> List.of(lookupFailed(host, probe));
            case INSECURE -> List.of(DaneFinding.DANE_INSECURE.about(host.name()));
            case SECURE -> probe.isUsable() ? List.of() : List.of(unusable(host, probe));
            case MISMATCH -> mismatch(host, probe);
        };
    }

    private static Finding lookupFailed(Host host, DaneProbe probe) {
        Lookup<TlsaRecord> lookup = probe.tlsa().lookup();
        Finding finding = DaneFinding.DANE_LOOKUP_FAILED
                .about(host.name())
                .withEvidence(lookup.failure())
                .asTransient(lookup.mayRecover());
        // Only a failed validation shows that the zone is signed.
        return lookup.outcome() == Outcome.BOGUS ? finding.withSeverity(Severity.WARNING) : finding;
    }

    private static Finding unusable(Host host, DaneProbe probe) {
        return withRecommended(DaneFinding.DANE_UNUSABLE.about(host.name()), probe, probe.matches())
                .withEvidence(texts(probe));
    }

    /** If other addresses of the server match, senders that support DANE still deliver through those. */
    private static List<Finding> mismatch(Host host, DaneProbe probe) {
        List<Match> mismatches = probe.mismatches();
        String addresses = mismatches.stream()
                .map(match -> match.address().getHostAddress())
                .collect(Collectors.joining(", "));
        Finding mismatch = withRecommended(DaneFinding.DANE_MISMATCH.about(host.name()), probe, mismatches)
                .withEvidence("seen at " + addresses);
        if (mismatches.size() < probe.matches().size()) {
            mismatch = mismatch.withSeverity(Severity.ERROR);
        }
        return host.deliverable().orElse(false)
                ? List.of(mismatch, DaneFinding.DANE_MISMATCH_HIDDEN.about(host.name()))
                : List.of(mismatch);
    }

    private static Finding withRecommended(Finding finding, DaneProbe probe, List<Match> matches) {
        return matches.stream()
                .findFirst()
                .map(match -> finding.withSuggestedText(probe.owner() + ". TLSA " + match.recommended()))
                .orElse(finding);
    }

    private static String texts(DaneProbe probe) {
        return ListSummary.summarize(probe.tlsa().lookup().records().stream()
                .map(TlsaRecord::toString)
                .map(text ->
                        text.length() <= MAX_SHOWN_CHARACTERS ? text : text.substring(0, MAX_SHOWN_CHARACTERS) + "…")
                .toList());
    }

    private static Optional<Finding> precedence(Coverage coverage) {
        List<String> hosts = coverage.hosts().stream()
                .filter(host -> host.dane().filter(DaneCheck::decides).isPresent())
                .map(Host::name)
                .toList();
        return hosts.isEmpty()
                ? Optional.empty()
                : Optional.of(DaneFinding.DANE_PRECEDENCE.about(ListSummary.summarize(hosts)));
    }

    private static boolean decides(DaneProbe probe) {
        return probe.status() == Status.MISMATCH || probe.status() == Status.SECURE && probe.isUsable();
    }
}
