package io.mtasts.dmarc;

import io.mtasts.name.DomainName;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The policy that receivers apply to mail in the name of a domain, and the record that it comes from. RFC 9989, 4.10.1.
 *
 * @param domain the domain of the record: the domain itself or one above
 * @param tag the tag that counts: p, sp or np
 * @param published the value of the tag, or none if the record acts as if it were none
 * @param applied the same policy, or the next weaker one in test mode
 */
public record AppliedPolicy(
        DomainName domain, DmarcRecord record, String tag, AssessmentPolicy published, AssessmentPolicy applied) {

    static AppliedPolicy of(TreeWalk.Visited step, DomainName author, boolean exists) {
        DmarcRecord record = step.record().orElseThrow();
        String tag = record.valid() ? tag(record, step.domain().equals(author), exists) : "p";
        AssessmentPolicy published = record.valid() ? record.policy(tag).orElseThrow() : AssessmentPolicy.NONE;
        AssessmentPolicy applied = record.testing() ? published.downgraded() : published;
        return new AppliedPolicy(step.domain(), record, tag, published, applied);
    }

    /** Returns the tags that count by name, with the defaults of tags that are left out. */
    public Map<String, String> tags() {
        Map<String, String> tags = new LinkedHashMap<>();
        for (TagRule rule : TagRule.values()) {
            String value = record.tags().value(rule.tag()).orElse(rule.byDefault());
            if (!value.isEmpty()) {
                tags.put(rule.tag(), value);
            }
        }
        return Collections.unmodifiableMap(tags);
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
