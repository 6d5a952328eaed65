package io.mtasts.sts;

import io.mtasts.finding.Finding;
import java.util.List;
import java.util.Optional;

/**
 * What the TXT records at _mta-sts amount to.
 *
 * @param record present just where the status is {@link Status#VALID}
 */
public record RecordParseResult(Status status, Optional<StsRecord> record, List<Finding> findings) {

    /** How many records there are that are MTA-STS records, and whether the one is sound. */
    public enum Status {
        VALID,
        /** There is one, or something that was meant to be one, but senders do not accept it. */
        INVALID,
        MULTIPLE,
        ABSENT
    }

    public RecordParseResult {
        findings = Finding.limitPerCode(Finding.MAX_PER_TEXT, findings);
        if (record.isPresent() != (status == Status.VALID)) {
            throw new IllegalArgumentException("a record where the status is " + status);
        }
    }
}
