package io.mtasts.dmarc;

import io.mtasts.finding.Finding;
import java.util.List;
import java.util.Optional;

/**
 * What the TXT records at one _dmarc name amount to.
 *
 * @param record the one record that receivers take for a DMARC record, sound or not
 */
public record DmarcParseResult(Status status, Optional<DmarcRecord> record, List<Finding> findings) {

    /** How many DMARC records there are, and whether the one is sound. */
    public enum Status {
        VALID,
        /** There is one whose policy is not valid, or something that was meant to be one. */
        INVALID,
        MULTIPLE,
        ABSENT
    }

    public DmarcParseResult {
        findings = Finding.limitPerCode(Finding.MAX_PER_TEXT, findings);
        if (record.isPresent() && (status == Status.MULTIPLE || status == Status.ABSENT)) {
            throw new IllegalArgumentException("a record where the status is " + status);
        }
    }
}
