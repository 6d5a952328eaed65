package io.mtasts.limit;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

/** So many requests of each key in a window; they come back evenly, and a key that is not seen for a window is forgotten. */
@RegisterForReflection(
        classNames = "com.github.benmanes.caffeine.cache.PSAMS") // Caffeine's entries that have such bounds
final class KeyedRateLimiter {

    /** Some 20 MB; where more keys come than that in a window, those seen least are forgotten first. */
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

    long rejections() {
        return rejections.sum();
    }
}
