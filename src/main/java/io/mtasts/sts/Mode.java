package io.mtasts.sts;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a policy asks of senders. RFC 8461, 3.2 and 5. */
public enum Mode {
    ENFORCE,
    TESTING,
    NONE;

    /** The mode of that name; upper and lower case matter. */
    static Optional<Mode> of(String text) {
        return Arrays.stream(values())
                .filter(mode -> mode.toString().equals(text))
                .findFirst();
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
