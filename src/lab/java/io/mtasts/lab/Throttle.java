package io.mtasts.lab;

import java.time.Duration;

/** How fast a body comes: so many bytes, then a wait. */
public record Throttle(int bytes, Duration interval) {

    public static final Throttle UNLIMITED = new Throttle(16_384, Duration.ZERO);
    public static final Throttle ONE_MEGABYTE_PER_SECOND = new Throttle(10_000, Duration.ofMillis(10));
}
