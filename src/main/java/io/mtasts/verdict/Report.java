package io.mtasts.verdict;

import io.mtasts.finding.Correction;
import io.mtasts.finding.Finding;
import io.mtasts.finding.Severity;
import io.mtasts.sender.SenderReading;
import io.mtasts.sts.RecordParseResult;
import io.mtasts.tlsrpt.TlsRptParseResult;
import java.util.List;
import java.util.Optional;

/**
 * The result of a check: what was observed of a domain, and its evaluation.
 *
 * @param verdict empty if a lookup failed on which the verdict depends
 * @param inconclusive that lookup
 * @param mail what happens to mail from senders that remember no earlier policy
 * @param unchecked what the result does not rest on
 * @param remembered what senders do that cached the policy of today; empty if senders accept no policy today
 * @param delegation the operators to which the aliases of record and policy host lead
 * @param record empty if the TXT lookup failed
 * @param tlsRpt empty if the lookup of the TLS reporting record failed
 * @param senders what each known sender with an empty cache makes of the domain
 * @param findings the worst first
 * @param corrections one for each text that should change, with all its repairs
 */
public record Report(
        Observations observations,
        Optional<Verdict> verdict,
        Optional<InconclusiveLookup> inconclusive,
        String summary,
        MailDelivery mail,
        List<Unchecked> unchecked,
        Optional<RememberedPolicy> remembered,
        Delegation delegation,
        Optional<RecordParseResult> record,
        PolicyCheck policy,
        MxCheck mx,
        Coverage coverage,
        Optional<TlsRptParseResult> tlsRpt,
        List<SenderReading> senders,
        List<Finding> findings,
        List<Correction> corrections) {

    public Report {
        findings = Finding.worstFirst(findings);
        senders = List.copyOf(senders);
        corrections = List.copyOf(corrections);
        unchecked = List.copyOf(unchecked);
        if (verdict.isPresent() == inconclusive.isPresent()) {
            throw new IllegalArgumentException("there must be either a verdict or an inconclusive lookup");
        }
    }

    /** Returns the severity of the worst finding; empty if there are no findings. */
    public Optional<Severity> severity() {
        return findings.stream().findFirst().map(Finding::severity);
    }
}
