package io.mtasts.sts;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * A valid MTA-STS record: its text form is what to publish. RFC 8461, 3.1.
 *
 * @param id 1 to 32 letters and digits
 */
public record StsRecord(String id) {

    private static final DateTimeFormatter ID =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss").withZone(ZoneOffset.UTC);

    public StsRecord {
        if (!StsRecordParser.isId(id)) {
            throw new IllegalArgumentException("no id: " + id);
        }
    }

    /** A record whose id is the time, to the second. */
    public static StsRecord at(Instant time) {
        return new StsRecord(ID.format(time));
    }

    @Override
    public String toString() {
        return "v=STSv1; id=" + id + ";";
    }
}
