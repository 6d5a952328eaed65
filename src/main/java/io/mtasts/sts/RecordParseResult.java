package io.mtasts.sts;

import io.mtasts.finding.Correction;
import io.mtasts.finding.Finding;
import java.util.List;
import java.util.Optional;

/**
 * The result of parsing the TXT records at _mta-sts.
 *
 * @param record present if and only if the status is {@link Status#VALID}
 * @param findings the faults; each one that can be repaired offers the whole corrected record
 * @param correction all repairs in one record, absent if nothing has to change or there is no record
 */
public record RecordParseResult(
        Status status, Optional<StsRecord> record, List<Finding> findings, Optional<Correction> correction) {

    /** How many of the TXT records are MTA-STS records, and whether a single one is valid. */
    public enum Status {
        /** There is exactly one record, and senders accept it. */
        VALID,
        /** There is a record, or an attempt at one, that senders do not accept. */
        INVALID,
        /** There is more than one record. */
        MULTIPLE,
        /** There is no record. */
        ABSENT
    }

    public RecordParseResult {
        findings = Finding.limitPerCode(Finding.MAX_PER_TEXT, findings);
        if (record.isPresent() != (status == Status.VALID)) {
            throw new IllegalArgumentException("status " + status + " contradicts the record " + record);
        }
    }
}
