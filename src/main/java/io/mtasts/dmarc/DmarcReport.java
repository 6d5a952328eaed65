package io.mtasts.dmarc;

import io.mtasts.finding.Finding;
import io.mtasts.finding.Severity;
import io.mtasts.name.DomainName;
import io.mtasts.verdict.Lookup;
import io.mtasts.verdict.MissingEvidence;
import java.util.List;
import java.util.Optional;

/**
 * Where a domain stands with DMARC: what was seen of it, judged.
 *
 * @param verdict absent where what it rests on could not be looked up, which {@code missing} then names
 * @param record what stands at the _dmarc name of the domain itself
 * @param reading absent where that look-up failed
 * @param policy absent where no record applies, or receivers ignore it
 * @param organization absent where the DNS Tree Walk failed
 * @param walk the names that were asked for, and how many DMARC records were found
 * @param findings worst first
 */
public record DmarcReport(
        DmarcObservations seen,
        Optional<DmarcVerdict> verdict,
        Optional<MissingEvidence> missing,
        String summary,
        Lookup<String> record,
        Optional<DmarcReading> reading,
        Optional<AppliedPolicy> policy,
        Optional<DomainName> organization,
        List<WalkStep> walk,
        List<Destination> destinations,
        List<Finding> findings) {

    /**
     * A name of the DNS Tree Walk.
     *
     * @param reading absent where the look-up failed
     */
    public record WalkStep(String name, Optional<DmarcReading> reading) {}

    public DmarcReport {
        walk = List.copyOf(walk);
        destinations = List.copyOf(destinations);
        findings = Finding.worstFirst(findings);
        if (verdict.isPresent() == missing.isPresent()) {
            throw new IllegalArgumentException("a verdict without evidence, or none with it");
        }
    }

    /** That of the worst finding; absent where there is none. */
    public Optional<Severity> severity() {
        return findings.stream().findFirst().map(Finding::severity);
    }
}
