package io.mtasts.probe;

import java.time.Duration;

/** Tells how long after the start of a check something was known. */
final class Stopwatch {

    private final long start = System.nanoTime();

    /** A value, and when it was there. */
    record Timed<T>(T value, Duration after) {}

    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    <T> Timed<T> time(T value) {
        return new Timed<>(value, elapsed());
    }
}
