package io.mtasts.verdict;

import static io.mtasts.sts.StsRecordFinding.TXT_ABSENT;
import static io.mtasts.sts.StsRecordFinding.TXT_CNAME;
import static io.mtasts.sts.StsRecordFinding.TXT_CNAME_DANGLING;
import static io.mtasts.sts.StsRecordFinding.TXT_DNSSEC_BOGUS;
import static io.mtasts.sts.StsRecordFinding.TXT_LOOKUP_FAILED;
import static io.mtasts.sts.StsRecordFinding.TXT_TTL_LONG;
import static io.mtasts.sts.StsRecordFinding.TXT_WRONG_NAME;

import io.mtasts.finding.Finding;
import io.mtasts.finding.FindingCode;
import io.mtasts.name.DomainName;
import io.mtasts.name.MissingRootDot;
import io.mtasts.name.StandardNames;
import io.mtasts.sts.RecordParseResult;
import io.mtasts.sts.RecordParseResult.Status;
import io.mtasts.sts.StsRecord;
import io.mtasts.sts.StsRecordSelector;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The evaluation of the TXT record.
 *
 * @param result empty if the lookup failed, so that nothing is known
 * @param intended whether somebody set the record up, correctly or not
 */
record StsRecordCheck(Optional<RecordParseResult> result, boolean intended, List<Finding> findings) {

    /** A day. Senders that remember a policy look at the record about once a day. RFC 8461, 8.1. */
    private static final long MAX_TTL_SECONDS = 86_400;

    StsRecordCheck {
        findings = List.copyOf(findings);
    }

    static StsRecordCheck of(Observations observations, String newId) {
        return of(observations.domain(), observations.record(), observations.misplaced(), newId);
    }

    static StsRecordCheck of(
            DomainName domain, Lookup<String> lookup, Observations.MisplacedRecords misplaced, String newId) {
        String name = lookup.name();
        if (!lookup.conclusive()) {
            return new StsRecordCheck(Optional.empty(), false, failed(lookup));
        }
        List<Finding> findings = new ArrayList<>();
        // Equal records are one record. RFC 2181, 5
        List<String> texts = lookup.records().stream().distinct().toList();
        RecordParseResult reading = StsRecordSelector.read(name, texts, newId);
        Optional<String> target = Lookup.target(lookup.cnames());
        boolean failedDelegation = lookup.isFailedDelegation(StandardNames.STS_RECORD_LABEL);
        if (lookup.outcome() == Lookup.Outcome.NAME_TOO_LONG) {
            findings.add(DomainFinding.DOMAIN_TOO_LONG_FOR_MTA_STS.about(name));
        } else if (failedDelegation) {
            findings.add(dangling(name, target.orElseThrow(), domain, newId));
        } else {
            reading.findings().forEach(finding -> findings.add(atTarget(finding, target, TXT_ABSENT)));
        }
        if (target.isPresent() && !failedDelegation) {
            findings.add(TXT_CNAME.about(name).withEvidence(target.get()));
        }
        if (reading.status() == Status.VALID) {
            lookup.ttlSeconds().stream()
                    .filter(seconds -> seconds > MAX_TTL_SECONDS)
                    .forEach(seconds -> findings.add(TXT_TTL_LONG.about(name).withEvidence(seconds + " seconds")));
        }
        misplaced
                .wrongNames()
                .forEach(wrong -> findings.add(TXT_WRONG_NAME.about(name).withEvidence(wrong)));
        misplaced
                .parents()
                .forEach(parent -> findings.add(
                        DomainFinding.PARENT_HAS_POLICY.about(domain.ascii()).withEvidence(parent)));
        return new StsRecordCheck(
                Optional.of(reading), failedDelegation || reading.status() != Status.ABSENT, findings);
    }

    Optional<StsRecord> record() {
        return result.flatMap(RecordParseResult::record);
    }

    /**
     * Returns the finding about a record behind an alias: no other record can be published next to a CNAME record. RFC
     * 1034, 3.6.2.
     *
     * @param absent the code that offers a record where there is none
     */
    static Finding atTarget(Finding finding, Optional<String> target, FindingCode absent) {
        if (target.isEmpty() || !finding.code().suggestsText()) {
            return finding;
        }
        return finding.code() == absent
                ? finding.withRemedy("Replace the alias (CNAME) at {subject} by this TXT record, or let the owner of "
                        + target.get() + " publish a record there: {publish}")
                : finding.withAliasTarget(target.get());
    }

    private static Finding dangling(String name, String target, DomainName domain, String newId) {
        Finding finding =
                TXT_CNAME_DANGLING.about(name).withEvidence(target).withSuggestedText(new StsRecord(newId).toString());
        return MissingRootDot.intended(target, domain)
                .map(intended -> finding.withRemedy(
                        "The final dot of the target was probably forgotten. Write the target as " + intended
                                + ". with a dot at its end, or replace the alias by a TXT record: {publish}"))
                .orElse(finding);
    }

    private static List<Finding> failed(Lookup<String> lookup) {
        Finding failed = TXT_LOOKUP_FAILED
                .about(lookup.name())
                .withEvidence(lookup.failure())
                .withRemedy(lookup.failureRemedy())
                .asTransient(lookup.mayRecover());
        return lookup.outcome() == Lookup.Outcome.BOGUS
                ? List.of(failed, TXT_DNSSEC_BOGUS.about(lookup.name()))
                : List.of(failed);
    }
}
