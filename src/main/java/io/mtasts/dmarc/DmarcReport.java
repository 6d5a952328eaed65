package io.mtasts.dmarc;

import io.mtasts.finding.Correction;
import io.mtasts.finding.Finding;
import io.mtasts.finding.Severity;
import io.mtasts.name.DomainName;
import io.mtasts.verdict.InconclusiveLookup;
import io.mtasts.verdict.Lookup;
import java.util.List;
import java.util.Optional;

/**
 * The DMARC status of a domain: the observations, evaluated.
 *
 * @param verdict absent if a lookup on which it rests failed; {@code inconclusive} then names the lookup
 * @param policy absent if no record applies, or receivers ignore it
 * @param organization absent if the DNS Tree Walk failed
 * @param walk the names that receivers query, beginning with that of the domain itself
 * @param correction all repairs of the record in one text; absent if nothing should change at once, or there is no
 *     single plain reading
 * @param findings the worst first
 */
public record DmarcReport(
        DmarcObservations observations,
        Optional<DmarcVerdict> verdict,
        Optional<InconclusiveLookup> inconclusive,
        String summary,
        Optional<AppliedPolicy> policy,
        Optional<DomainName> organization,
        List<RecordLookup> walk,
        List<ReportDestination> destinations,
        Optional<Correction> correction,
        List<Finding> findings) {

    /**
     * The records at a name of the DNS Tree Walk.
     *
     * @param result absent if the lookup failed
     */
    public record RecordLookup(Lookup<String> lookup, Optional<DmarcParseResult> result) {}

    public DmarcReport {
        walk = List.copyOf(walk);
        destinations = List.copyOf(destinations);
        findings = Finding.worstFirst(findings);
        if (verdict.isPresent() == inconclusive.isPresent()) {
            throw new IllegalArgumentException("either a verdict or an inconclusive lookup is required");
        }
    }

    /** Returns the severity of the worst finding; absent if there is none. */
    public Optional<Severity> severity() {
        return findings.stream().findFirst().map(Finding::severity);
    }
}
