package io.mtasts.dmarc;

import java.util.List;
import java.util.Optional;

/**
 * A DMARC Policy Record. RFC 9989, 4.7.
 *
 * @param text the text as published
 * @param tags the tags that count, with values in lower case
 * @param valid whether there is a valid p, and neither sp nor np is invalid
 */
public record DmarcRecord(String text, Tags tags, boolean valid, List<ReportUri> rua, List<ReportUri> ruf) {

    public DmarcRecord {
        rua = List.copyOf(rua);
        ruf = List.copyOf(ruf);
    }

    /** Returns whether receivers ignore the record. RFC 9989, 4.10.1. */
    public boolean ignored() {
        return !valid && rua.isEmpty();
    }

    /** Returns whether receivers act as if the policy were none. RFC 9989, 4.10.1. */
    public boolean actsAsNone() {
        return !valid && !rua.isEmpty();
    }

    /** Returns the value of p, sp or np. */
    Optional<AssessmentPolicy> policy(String tag) {
        return tags.value(tag).flatMap(AssessmentPolicy::of);
    }

    boolean testing() {
        return tags.value("t").filter("y"::equals).isPresent();
    }

    PsdFlag psd() {
        return tags.value("psd").map(PsdFlag::of).orElse(PsdFlag.UNKNOWN);
    }
}
