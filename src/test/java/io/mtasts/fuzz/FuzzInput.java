package io.mtasts.fuzz;

import java.util.Arrays;

/** What a search makes. */
public final class FuzzInput {

    private static final int MAX_OCTETS = 512;

    private FuzzInput() {}

    /** No more of it than is worth the time: a search is for structure, and what is long has tests of its own. */
    public static byte[] head(byte[] input) {
        return input.length > MAX_OCTETS ? Arrays.copyOf(input, MAX_OCTETS) : input;
    }
}
