package io.mtasts.probe;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** A timer of a probe and of its parts. */
final class Stopwatch {

    private final Instant startedAt;
    private final long start = System.nanoTime();

    /** Starts a stopwatch. The clock gives the time of day only. */
    Stopwatch(Clock clock) {
        startedAt = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }

    /** A value, and the time from the start until it was known. */
    record Timed<T>(T value, Duration after) {}

    /** Returns when the stopwatch was started, in whole seconds. */
    Instant startedAt() {
        return startedAt;
    }

    /** Returns the time since the start. */
    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** Returns the value with the time since the start. */
    <T> Timed<T> time(T value) {
        return new Timed<>(value, elapsed());
    }
}
