package io.mtasts.fuzz;

import java.util.Objects;

/** Assertions that cost nothing while they hold, since they are made millions of times. */
public final class FuzzAssertions {

    private FuzzAssertions() {}

    public static void holds(boolean condition, String what) {
        if (!condition) {
            throw new AssertionError(what);
        }
    }

    public static void same(Object actual, Object expected) {
        if (!Objects.equals(actual, expected)) {
            throw new AssertionError(actual + " instead of " + expected);
        }
    }
}
