package io.mtasts.verdict;

import io.mtasts.finding.Finding;
import io.mtasts.finding.Severity;
import io.mtasts.sts.RecordParseResult;
import io.mtasts.tlsrpt.TlsRptParseResult;
import java.util.List;
import java.util.Optional;

/**
 * Where a domain stands: what was seen of it, judged.
 *
 * @param verdict absent where what it rests on could not be looked up, which {@code missing} then names
 * @param record absent where the TXT look-up failed
 * @param tlsRpt absent where its look-up failed
 * @param findings worst first
 */
public record Report(
        Observations observations,
        Optional<Verdict> verdict,
        Optional<InconclusiveLookup> inconclusive,
        String summary,
        Optional<RecordParseResult> record,
        PolicyCheck policy,
        MxCheck mx,
        Coverage coverage,
        Optional<TlsRptParseResult> tlsRpt,
        List<Finding> findings) {

    public Report {
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
