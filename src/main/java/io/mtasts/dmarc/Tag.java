package io.mtasts.dmarc;

import io.mtasts.finding.TextSpan;

/**
 * One tag of a record.
 *
 * @param location the place of the value in the text
 */
public record Tag(String name, String value, TextSpan location) {

    Tag withValue(String other) {
        return new Tag(name, other, location);
    }

    @Override
    public String toString() {
        return name + "=" + value;
    }
}
