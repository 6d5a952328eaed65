package io.mtasts.verdict;

import io.mtasts.finding.Finding;
import io.mtasts.name.DomainName;
import io.mtasts.tlsrpt.TlsRptFinding;
import io.mtasts.tlsrpt.TlsRptParseResult;
import io.mtasts.tlsrpt.TlsRptParser;
import java.util.List;
import java.util.Optional;

/**
 * What came of the TLS reporting record.
 *
 * @param result absent where the look-up failed, so that nothing is known
 */
public record TlsRptCheck(Optional<TlsRptParseResult> result, List<Finding> findings) {

    public TlsRptCheck {
        findings = List.copyOf(findings);
    }

    /** What the look-up at _smtp._tls amounts to. */
    public static TlsRptCheck of(DomainName domain, Lookup<String> lookup) {
        if (!lookup.conclusive()) {
            return new TlsRptCheck(
                    Optional.empty(),
                    List.of(TlsRptFinding.TLSRPT_LOOKUP_FAILED
                            .about(lookup.name())
                            .withEvidence(lookup.failure())
                            .asTransient(true)));
        }
        TlsRptParseResult reading = TlsRptParser.read(lookup.name(), domain.ascii(), lookup.records());
        List<Finding> findings = lookup.outcome() == Lookup.Outcome.NAME_TOO_LONG
                ? List.of(TlsRptFinding.TLSRPT_NAME_TOO_LONG.about(lookup.name()))
                : reading.findings();
        return new TlsRptCheck(Optional.of(reading), findings);
    }
}
