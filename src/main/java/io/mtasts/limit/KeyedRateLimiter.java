package io.mtasts.limit;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

/**
 * A rate limiter for each key. Used tokens become available again at an even rate, and a key that was not used for a window is
 * forgotten.
 */
@RegisterForReflection(
        classNames = "com.github.benmanes.caffeine.cache.PSAMS") // Caffeine's entries that have such bounds
final class KeyedRateLimiter {

    /** About 20 MB. If there are more keys in a window, those used least are forgotten first. */
    private static final int MAX_KEYS = 100_000;

    private final String name;
    private final int limit;
    private final Duration window;
    private final LoadingCache<String, Bucket> buckets;
    private final LongAdder rejections = new LongAdder();

    KeyedRateLimiter(String name, int limit, Duration window, TimeMeter time) {
        this.name = name;
        this.limit = limit;
        this.window = window;
        buckets = Caffeine.newBuilder()
                .maximumSize(MAX_KEYS)
                .expireAfterAccess(window)
                .ticker(time::currentTimeNanos)
                .executor(Runnable::run)
                .build(key -> Bucket.builder()
                        .addLimit(tokens -> tokens.capacity(limit).refillGreedy(limit, window))
                        .withCustomTimePrecision(time)
                        .build());
    }

    /** Counts one request. */
    RateLimitDecision tryAcquire(String key) {
        ConsumptionProbe probe = buckets.get(key).tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            rejections.increment();
        }
        long wait = probe.isConsumed() ? probe.getNanosToWaitForReset() : probe.getNanosToWaitForRefill();
        return new RateLimitDecision(
                name, limit, window, probe.isConsumed(), probe.getRemainingTokens(), Duration.ofNanos(wait));
    }

    /**
     * Counts one request of a client for a key that clients share.
     *
     * <p>A client is admitted while it has used less of the limit than is left. So one client gets at most half of the limit, and
     * a client that has used nothing is admitted until the limit is used up.
     */
    RateLimitDecision tryAcquireShare(String key, String client) {
        Bucket own = buckets.get(key + ' ' + client);
        long used = limit - own.getAvailableTokens();
        long left = buckets.get(key).getAvailableTokens();
        if (used > 0 && used >= left) {
            rejections.increment();
            // With each token that becomes available, one less is used and one more is left.
            long tokens = (used - left) / 2 + 1;
            return new RateLimitDecision(
                    name, limit, window, false, 0, window.multipliedBy(tokens).dividedBy(limit));
        }
        RateLimitDecision decision = tryAcquire(key);
        if (decision.admitted()) {
            own.tryConsume(1);
        }
        return decision;
    }

    long rejections() {
        return rejections.sum();
    }
}
