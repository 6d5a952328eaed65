package io.mtasts.text;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.function.Consumer;

/** Texts of a million characters: a reader whose time grows with their square does not come to their end. */
public final class LinearTimeAssertions {

    private static final int CHARACTERS = 1_000_000;
    private static final Duration MAX_DURATION = Duration.ofSeconds(20);

    private LinearTimeAssertions() {}

    /** Has so much of the filler read, which takes a few seconds at most where it is read in one pass. */
    public static void of(String filler, Consumer<String> reader) {
        String much = filler.repeat(CHARACTERS / filler.length());
        assertTimeoutPreemptively(MAX_DURATION, () -> reader.accept(much));
    }
}
