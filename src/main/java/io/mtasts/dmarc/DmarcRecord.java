package io.mtasts.dmarc;

import java.util.List;
import java.util.Optional;

/**
 * A DMARC Policy Record. RFC 9989, 4.7.
 *
 * @param text as published
 * @param tags those that count, in the form in which the grammar has them
 * @param valid whether there is a valid p, and neither sp nor np is invalid
 */
public record DmarcRecord(String text, Tags tags, boolean valid, List<ReportUri> rua, List<ReportUri> ruf) {

    public DmarcRecord {
        rua = List.copyOf(rua);
        ruf = List.copyOf(ruf);
    }

    /** Whether receivers can make nothing of it at all. RFC 9989, 4.10.1. */
    public boolean ignored() {
        return !valid && rua.isEmpty();
    }

    /** Whether receivers act as if the record asked for nothing but reports. RFC 9989, 4.10.1. */
    public boolean actsAsNone() {
        return !valid && !rua.isEmpty();
    }

    /** The value of p, sp or np. */
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
