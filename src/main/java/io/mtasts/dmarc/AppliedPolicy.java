package io.mtasts.dmarc;

import io.mtasts.name.DomainName;

/**
 * The record that applies to a domain, and what it asks of receivers for mail in the name of that domain. RFC 9989, 4.10.1.
 *
 * @param domain where the record stands: the domain itself or one above
 * @param tag which of p, sp and np counts
 * @param published its value; none where the record acts as if it were
 * @param applied the same, or one below it in test mode
 */
public record AppliedPolicy(
        DomainName domain, DmarcRecord record, String tag, AssessmentPolicy published, AssessmentPolicy applied) {

    static AppliedPolicy of(TreeWalk.Step step, DomainName author, boolean exists) {
        DmarcRecord record = step.record().orElseThrow();
        String tag = record.sound() ? tag(record, step.domain().equals(author), exists) : "p";
        AssessmentPolicy published = record.sound() ? record.policy(tag).orElseThrow() : AssessmentPolicy.NONE;
        AssessmentPolicy applied = record.testing() ? published.oneBelow() : published;
        return new AppliedPolicy(step.domain(), record, tag, published, applied);
    }

    boolean inTest() {
        return applied != published;
    }

    private static String tag(DmarcRecord record, boolean own, boolean exists) {
        if (own) {
            return "p";
        }
        if (!exists && record.policy("np").isPresent()) {
            return "np";
        }
        return record.policy("sp").isPresent() ? "sp" : "p";
    }
}
