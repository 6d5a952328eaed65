package io.mtasts.dmarc;

import io.mtasts.finding.Correction;
import io.mtasts.finding.Finding;
import java.util.List;
import java.util.Optional;

/**
 * The result of parsing the TXT records at one _dmarc name.
 *
 * @param record the one record that receivers take for a DMARC record, valid or not
 * @param correction all repairs of the text; empty if there is nothing to repair, or no single plain reading
 */
public record DmarcParseResult(
        Status status, Optional<DmarcRecord> record, Optional<Correction> correction, List<Finding> findings) {

    /** How many DMARC records there are, and whether the only one is valid. */
    public enum Status {
        VALID,
        /** There is one record whose policy is not valid, or a text that was intended to be a record. */
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
