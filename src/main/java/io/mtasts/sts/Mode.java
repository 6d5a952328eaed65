package io.mtasts.sts;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a policy requires of senders, the strictest mode first. RFC 8461, 3.2 and 5. */
public enum Mode {
    /** Senders deliver mail over verified TLS only. */
    ENFORCE,
    /** Senders report failures, but deliver mail as if there were no policy. */
    TESTING,
    /** Senders treat the domain as if it had no policy. */
    NONE;

    /** Returns the mode with this name, or nothing. The name is case-sensitive. */
    public static Optional<Mode> of(String text) {
        return Arrays.stream(values())
                .filter(mode -> mode.toString().equals(text))
                .findFirst();
    }

    /** Returns whether this mode protects mail more than the other mode. */
    boolean isStricterThan(Mode other) {
        return compareTo(other) < 0;
    }

    /** Returns the mode as it appears in a policy. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
