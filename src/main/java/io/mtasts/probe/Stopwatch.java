package io.mtasts.probe;

import java.time.Duration;

/** A timer of the parts of a probe. */
final class Stopwatch {

    private final long start = System.nanoTime();

    /** A value, and the time from the start until it was known. */
    record Timed<T>(T value, Duration after) {}

    /** Returns the time since the start. */
    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** Returns the value with the time since the start. */
    <T> Timed<T> time(T value) {
        return new Timed<>(value, elapsed());
    }
}
