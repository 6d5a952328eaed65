package io.mtasts.limit;

import java.time.Duration;

/**
 * The decision of a rate limit on one request.
 *
 * @param limit the requests in a window, all of which may be sent at once
 * @param remaining the requests that may follow at once
 * @param after the time until the next request is admitted, if this one is not; until the whole limit is available again, if
 *     this one is
 */
public record RateLimitDecision(
        String name, int limit, Duration window, boolean admitted, long remaining, Duration after) {

    /** Returns the value of the header RateLimit-Policy (IETF draft "RateLimit header fields for HTTP"). */
    public String policy() {
        return '"' + name + "\";q=" + limit + ";w=" + window.toSeconds();
    }

    /** Returns the value of the header RateLimit (same draft). */
    public String state() {
        return '"' + name + "\";r=" + remaining + ";t=" + afterSeconds();
    }

    /** Returns the time in seconds, rounded up so that a client that waits this long is not too early. */
    public long afterSeconds() {
        return after.plusSeconds(1).minusNanos(1).toSeconds();
    }

    /** Returns the time in whole milliseconds, at least one, as timers require. */
    public Duration afterMillis() {
        return Duration.ofMillis(after.plusMillis(1).minusNanos(1).toMillis());
    }
}
