package io.mtasts.verdict;

import static io.mtasts.sts.StsRecordFinding.TXT_CNAME;
import static io.mtasts.sts.StsRecordFinding.TXT_CNAME_DANGLING;
import static io.mtasts.sts.StsRecordFinding.TXT_DNSSEC_BOGUS;
import static io.mtasts.sts.StsRecordFinding.TXT_LOOKUP_FAILED;
import static io.mtasts.sts.StsRecordFinding.TXT_WRONG_NAME;

import io.mtasts.finding.Finding;
import io.mtasts.name.StandardNames;
import io.mtasts.sts.RecordParseResult;
import io.mtasts.sts.RecordParseResult.Status;
import io.mtasts.sts.StsRecord;
import io.mtasts.sts.StsRecordSelector;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What came of the TXT record.
 *
 * @param result absent where the look-up failed, so that nothing is known
 * @param intended whether somebody set the record up, well or badly
 */
record StsRecordCheck(Optional<RecordParseResult> result, boolean intended, List<Finding> findings) {

    StsRecordCheck {
        findings = List.copyOf(findings);
    }

    static StsRecordCheck of(Observations seen, String freshId) {
        Lookup<String> lookup = seen.record();
        String name = lookup.name();
        if (!lookup.conclusive()) {
            return new StsRecordCheck(Optional.empty(), false, failed(lookup));
        }
        List<Finding> findings = new ArrayList<>();
        RecordParseResult reading = StsRecordSelector.read(name, lookup.records(), freshId);
        boolean dangling = isDangling(lookup);
        if (lookup.outcome() == Lookup.Outcome.NAME_TOO_LONG) {
            findings.add(DomainFinding.DOMAIN_TOO_LONG_FOR_MTA_STS.about(name));
        } else if (dangling) {
            findings.add(TXT_CNAME_DANGLING
                    .about(name)
                    .withEvidence(last(lookup.cnames()))
                    .withSuggestedText(new StsRecord(freshId).toString()));
        } else {
            findings.addAll(reading.findings());
        }
        if (!lookup.cnames().isEmpty() && !dangling) {
            findings.add(TXT_CNAME.about(name).withEvidence(last(lookup.cnames())));
        }
        seen.misplaced()
                .wrongNames()
                .forEach(wrong -> findings.add(TXT_WRONG_NAME.about(name).withEvidence(wrong)));
        seen.misplaced()
                .parents()
                .forEach(parent -> findings.add(DomainFinding.PARENT_HAS_POLICY
                        .about(seen.domain().ascii())
                        .withEvidence(parent)));
        return new StsRecordCheck(Optional.of(reading), dangling || reading.status() != Status.ABSENT, findings);
    }

    Optional<StsRecord> record() {
        return result.flatMap(RecordParseResult::record);
    }

    /**
     * An alias to a name that does not exist is a delegation that fails; so is one to an existing name that is meant
     * for such a record. Any other alias without a record behind it comes of a wildcard, and nobody meant anything.
     */
    private static boolean isDangling(Lookup<String> lookup) {
        return lookup.dangling()
                || lookup.absent()
                        && lookup.cnames().stream()
                                .anyMatch(alias -> alias.startsWith(StandardNames.STS_RECORD_LABEL + "."));
    }

    private static List<Finding> failed(Lookup<String> lookup) {
        Finding failed = TXT_LOOKUP_FAILED
                .about(lookup.name())
                .withEvidence(lookup.failure())
                .asTransient(true);
        return lookup.outcome() == Lookup.Outcome.BOGUS
                ? List.of(failed, TXT_DNSSEC_BOGUS.about(lookup.name()))
                : List.of(failed);
    }

    private static String last(List<String> names) {
        return names.get(names.size() - 1);
    }
}
