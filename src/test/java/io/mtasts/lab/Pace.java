package io.mtasts.lab;

import java.time.Duration;

/** How fast a body comes: so many bytes, then a wait. */
public record Pace(int bytes, Duration interval) {

    public static final Pace UNLIMITED = new Pace(16_384, Duration.ZERO);
    public static final Pace ONE_MEGABYTE_PER_SECOND = new Pace(10_000, Duration.ofMillis(10));
}
