package io.mtasts.limit;

import java.time.Duration;

/**
 * What a limit says of one request.
 *
 * @param limit requests in a window, all of which may come at once
 * @param remaining requests that may follow at once
 * @param after until one more may come, where this one may not; until none is counted any more, where it may
 */
public record RateLimitDecision(
        String name, int limit, Duration window, boolean admitted, long remaining, Duration after) {

    /** The header RateLimit-Policy, by the IETF's draft of RateLimit header fields for HTTP. */
    public String policy() {
        return '"' + name + "\";q=" + limit + ";w=" + window.toSeconds();
    }

    /** The header RateLimit, by the same draft. */
    public String state() {
        return '"' + name + "\";r=" + remaining + ";t=" + afterSeconds();
    }

    /** Rounded up, so that who waits as long does not come too early. */
    public long afterSeconds() {
        return after.plusSeconds(1).minusNanos(1).toSeconds();
    }

    /** The same for a timer, which takes none but whole milliseconds, and at least one. */
    public Duration afterMillis() {
        return Duration.ofMillis(after.plusMillis(1).minusNanos(1).toMillis());
    }
}
