package io.mtasts.sts;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * A valid MTA-STS record. RFC 8461, 3.1.
 *
 * @param id 1 to 32 letters and digits
 */
public record StsRecord(String id) {

    private static final DateTimeFormatter ID =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss").withZone(ZoneOffset.UTC);

    /** Throws {@link IllegalArgumentException} if the id is not valid. */
    public StsRecord {
        if (!StsRecordParser.isId(id)) {
            throw new IllegalArgumentException("invalid id: " + id);
        }
    }

    /** Returns a record with the time, to the second, as its id. */
    public static StsRecord at(Instant time) {
        return new StsRecord(ID.format(time));
    }

    /** Returns the text to publish. */
    @Override
    public String toString() {
        return "v=STSv1; id=" + id + ";";
    }
}
