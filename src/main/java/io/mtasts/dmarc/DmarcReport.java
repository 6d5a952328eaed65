package io.mtasts.dmarc;

import io.mtasts.finding.Finding;
import io.mtasts.finding.Severity;
import io.mtasts.name.DomainName;
import io.mtasts.verdict.InconclusiveLookup;
import io.mtasts.verdict.Lookup;
import java.util.List;
import java.util.Optional;

/**
 * Where a domain stands with DMARC: what was seen of it, judged.
 *
 * @param verdict absent where what it rests on could not be looked up, which {@code missing} then names
 * @param policy absent where no record applies, or receivers ignore it
 * @param organization absent where the DNS Tree Walk failed
 * @param walk the names that receivers ask for, beginning with that of the domain itself
 * @param findings worst first
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
        List<Finding> findings) {

    /**
     * What stands at a name of the DNS Tree Walk.
     *
     * @param result absent where the look-up failed
     */
    public record RecordLookup(Lookup<String> lookup, Optional<DmarcParseResult> result) {}

    public DmarcReport {
        walk = List.copyOf(walk);
        destinations = List.copyOf(destinations);
        findings = Finding.worstFirst(findings);
        if (verdict.isPresent() == inconclusive.isPresent()) {
            throw new IllegalArgumentException("a verdict without evidence, or none with it");
        }
    }

    /** That of the worst finding; absent where there is none. */
    public Optional<Severity> severity() {
        return findings.stream().findFirst().map(Finding::severity);
    }
}
