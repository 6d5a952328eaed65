package io.mtasts.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyedRateLimiterTest {

    private final Time time = new Time();
    private final KeyedRateLimiter limit = new KeyedRateLimiter("client", 3, Duration.ofSeconds(60), time);

    @Test
    void tryAcquire_burstUpToTheLimit() {
        assertThat(IntStream.rangeClosed(1, 5)
                        .mapToObj(i -> limit.tryAcquire("a").admitted()))
                .containsExactly(true, true, true, false, false);
    }

    @Test
    void tryAcquire_keysAreIndependent() {
        IntStream.rangeClosed(1, 4).forEach(i -> limit.tryAcquire("a"));

        assertThat(limit.tryAcquire("b").admitted()).isTrue();
    }

    @Test
    void tryAcquire_tokensRefillEvenly() {
        IntStream.rangeClosed(1, 3).forEach(i -> limit.tryAcquire("a"));

        time.pass(Duration.ofMillis(19_999));
        assertThat(limit.tryAcquire("a").admitted()).isFalse();
        time.pass(Duration.ofMillis(1));
        assertThat(limit.tryAcquire("a").admitted()).isTrue();
        assertThat(limit.tryAcquire("a").admitted()).isFalse();
    }

    @Test
    void tryAcquire_neverExceedsTheLimitAfterAPause() {
        time.pass(Duration.ofHours(1));

        assertThat(IntStream.rangeClosed(1, 4)
                        .mapToObj(i -> limit.tryAcquire("a").admitted()))
                .containsExactly(true, true, true, false);
    }

    @Test
    void decision_hasTheRemainingTokens() {
        RateLimitDecision first = limit.tryAcquire("a");
        limit.tryAcquire("a");
        limit.tryAcquire("a");
        RateLimitDecision refused = limit.tryAcquire("a");

        assertThat(first.policy()).isEqualTo("\"client\";q=3;w=60");
        assertThat(first.state()).isEqualTo("\"client\";r=2;t=20");
        assertThat(refused.state()).isEqualTo("\"client\";r=0;t=20");
        assertThat(refused.afterSeconds()).isEqualTo(20);
    }

    @Test
    void decision_roundsUp() {
        IntStream.rangeClosed(1, 3).forEach(i -> limit.tryAcquire("a"));
        time.pass(Duration.ofMillis(18_999));

        assertThat(limit.tryAcquire("a").afterSeconds()).isEqualTo(2);
    }

    /** A list waits by it. */
    @ParameterizedTest
    @CsvSource({"1, 1", "999999, 1", "1000000, 1", "1000001, 2", "2000000, 2"})
    void decision_roundsUpToMillis(long nanos, long millis) {
        IntStream.rangeClosed(1, 3).forEach(i -> limit.tryAcquire("a"));
        time.pass(Duration.ofSeconds(20).minusNanos(nanos));

        assertThat(limit.tryAcquire("a").afterMillis()).isEqualTo(Duration.ofMillis(millis));
    }

    @Test
    void share_oneClientGetsHalf() {
        KeyedRateLimiter shared = new KeyedRateLimiter("target", 12, Duration.ofSeconds(60), time);

        assertThat(admitted(shared, "first", 20)).isEqualTo(6);
        assertThat(admitted(shared, "second", 20)).isEqualTo(3);
        assertThat(admitted(shared, "third", 20)).isEqualTo(2);
        assertThat(admitted(shared, "fourth", 20)).as("the last one").isEqualTo(1);
        assertThat(admitted(shared, "fifth", 20)).isZero();
        assertThat(shared.tryAcquireShare("other", "first").admitted())
                .as("another domain")
                .isTrue();
    }

    @Test
    void share_hasTheTimeUntilTheNextToken() {
        KeyedRateLimiter shared = new KeyedRateLimiter("target", 12, Duration.ofSeconds(60), time);
        admitted(shared, "first", 6);

        RateLimitDecision rejected = shared.tryAcquireShare("a", "first");

        assertThat(rejected.admitted()).isFalse();
        assertThat(rejected.after()).isEqualTo(Duration.ofSeconds(5));
        assertThat(shared.rejections()).isEqualTo(1);
        time.pass(rejected.after().minusNanos(1));
        assertThat(shared.tryAcquireShare("a", "first").admitted()).isFalse();
        time.pass(Duration.ofNanos(1));
        assertThat(shared.tryAcquireShare("a", "first").admitted()).isTrue();
    }

    private static long admitted(KeyedRateLimiter limiter, String client, int requests) {
        return IntStream.range(0, requests)
                .filter(i -> limiter.tryAcquireShare("a", client).admitted())
                .count();
    }

    private static final class Time implements TimeMeter {

        private long nanos;

        void pass(Duration duration) {
            nanos += duration.toNanos();
        }

        @Override
        public long currentTimeNanos() {
            return nanos;
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }
}
