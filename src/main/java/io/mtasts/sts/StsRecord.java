package io.mtasts.sts;

/**
 * A valid MTA-STS record: its text form is what to publish. RFC 8461, 3.1.
 *
 * @param id 1 to 32 letters and digits
 */
public record StsRecord(String id) {

    public StsRecord {
        if (!FieldReader.isId(id)) {
            throw new IllegalArgumentException("no id: " + id);
        }
    }

    @Override
    public String toString() {
        return "v=STSv1; id=" + id + ";";
    }
}
