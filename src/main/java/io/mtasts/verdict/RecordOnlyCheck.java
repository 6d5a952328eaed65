package io.mtasts.verdict;

import io.mtasts.finding.CheckedPart;
import io.mtasts.finding.Finding;
import io.mtasts.name.DomainName;
import io.mtasts.sts.RecordParseResult;
import io.mtasts.sts.StsRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The evaluation of the MTA-STS record alone. It costs one DNS query, and answers most of many domains.
 *
 * @param result empty if the lookup failed, so that nothing is known
 * @param isNotConfigured whether a resolver said that there is no record, and nothing shows that somebody intended one
 * @param summary the result in one sentence
 */
public record RecordOnlyCheck(
        Optional<RecordParseResult> result, boolean isNotConfigured, String summary, List<Finding> findings) {

    /** Everything that a check of the record does not rest on. */
    public static final List<Unchecked> UNCHECKED = List.of(
            unchecked(CheckedPart.HTTPS, "the policy host"),
            unchecked(CheckedPart.MX, "the mail servers"),
            unchecked(CheckedPart.STARTTLS, "TLS of the mail servers"),
            unchecked(CheckedPart.DANE, "DANE"),
            unchecked(CheckedPart.TLS_RPT, "the TLS reporting record"));

    public RecordOnlyCheck {
        findings = List.copyOf(findings);
    }

    /** Evaluates the lookup at _mta-sts. RFC 8461, 3.1. */
    public static RecordOnlyCheck of(DomainName domain, Lookup<String> lookup, Instant checkedAt) {
        StsRecordCheck check = StsRecordCheck.of(
                domain,
                lookup,
                Observations.MisplacedRecords.NONE,
                StsRecord.at(checkedAt).id());
        return new RecordOnlyCheck(
                check.result(),
                check.result().isPresent() && !check.intended(),
                summary(domain.ascii(), check),
                check.findings());
    }

    /** Returns the failure of the lookup; empty if it succeeded. */
    public Optional<InconclusiveLookup> inconclusive(Lookup<String> lookup) {
        return result.isPresent()
                ? Optional.empty()
                : Optional.of(new InconclusiveLookup(findings.get(0), lookup.timedOut()));
    }

    private static String summary(String domain, StsRecordCheck check) {
        if (check.result().isEmpty()) {
            return Summary.unknown(domain, check.findings().get(0));
        }
        return Unchecked.append(
                check.intended() ? domain + " has a record for MTA-STS." : Summary.notConfigured(domain), UNCHECKED);
    }

    private static Unchecked unchecked(CheckedPart part, String what) {
        return new Unchecked(part, what, "only the record was looked up");
    }
}
