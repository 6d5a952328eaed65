package io.mtasts.verdict;

import io.mtasts.finding.Correction;
import io.mtasts.finding.Finding;
import io.mtasts.name.DomainName;
import io.mtasts.tlsrpt.TlsRptFinding;
import io.mtasts.tlsrpt.TlsRptParseResult;
import io.mtasts.tlsrpt.TlsRptParser;
import java.util.List;
import java.util.Optional;

/**
 * The evaluation of the TLS reporting record.
 *
 * @param result empty if the lookup failed, so that nothing is known
 */
public record TlsRptCheck(Optional<TlsRptParseResult> result, List<Finding> findings) {

    public TlsRptCheck {
        findings = List.copyOf(findings);
    }

    /**
     * Returns all repairs of the record in one text, to be published at the target if the name is an alias. Empty if there
     * is nothing to repair, or no single plain reading.
     */
    public Optional<Correction> correction() {
        return result.flatMap(TlsRptParseResult::correction);
    }

    /** Evaluates the lookup at _smtp._tls. RFC 8460, 3. */
    public static TlsRptCheck of(DomainName domain, Lookup<String> lookup) {
        if (!lookup.conclusive()) {
            return new TlsRptCheck(
                    Optional.empty(),
                    List.of(TlsRptFinding.TLSRPT_LOOKUP_FAILED
                            .about(lookup.name())
                            .withEvidence(lookup.failure())
                            .withRemedy(lookup.failureRemedy())
                            .asTransient(lookup.mayRecover())));
        }
        // Equal records are one record. RFC 2181, 5
        List<String> texts = lookup.records().stream().distinct().toList();
        TlsRptParseResult reading = TlsRptParser.read(lookup.name(), domain.ascii(), texts);
        Optional<String> target = Lookup.target(lookup.cnames());
        List<Finding> findings = lookup.outcome() == Lookup.Outcome.NAME_TOO_LONG
                ? List.of(TlsRptFinding.TLSRPT_NAME_TOO_LONG.about(lookup.name()))
                : reading.findings().stream()
                        .map(finding -> StsRecordCheck.atTarget(finding, target, TlsRptFinding.TLSRPT_ABSENT))
                        .toList();
        return new TlsRptCheck(Optional.of(reading.at(target.orElse(lookup.name()))), findings);
    }
}
