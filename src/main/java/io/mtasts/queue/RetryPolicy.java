package io.mtasts.queue;

import io.mtasts.check.CheckFailure;
import io.mtasts.check.CheckFailure.Inconclusive;
import io.mtasts.check.CheckFailure.Reason;
import io.mtasts.check.CheckFailure.Rejected;
import java.time.Duration;
import java.util.List;

/** A decision about a check without a result: whether it is repeated, and after which delay. */
final class RetryPolicy {

    private final List<Duration> delays;

    /** @param delays how long a domain waits before each further attempt */
    RetryPolicy(List<Duration> delays) {
        if (delays.isEmpty() || delays.stream().anyMatch(delay -> delay.isNegative() || delay.isZero())) {
            throw new IllegalArgumentException("mta-sts.queue.retry-delays must be a list of positive durations");
        }
        this.delays = List.copyOf(delays);
    }

    /** What happens to a domain whose check has no result. */
    sealed interface Decision {

        /**
         * The domain waits for another attempt.
         *
         * @param level the number of the delay, from 0
         */
        record Retry(int level, Attempts attempts) implements Decision {}

        /** The domain is given up. */
        record GiveUp(DeadLetterReason reason) implements Decision {}
    }

    List<Duration> delays() {
        return delays;
    }

    /**
     * Decides what happens after a failure. A limit is no failure of the domain, so that the domain waits for as long as it
     * takes. A failure that may pass is repeated once for each delay.
     */
    Decision after(CheckFailure failure, Attempts before) {
        int level = Math.min(before.failures() + before.waits(), delays.size() - 1);
        if (isLimit(failure)) {
            return new Decision.Retry(level, before.afterWait());
        }
        if (!mayPass(failure)) {
            return new Decision.GiveUp(DeadLetterReason.NO_VERDICT);
        }
        return before.failures() < delays.size()
                ? new Decision.Retry(level, before.afterFailure())
                : new Decision.GiveUp(DeadLetterReason.ATTEMPTS_EXHAUSTED);
    }

    /** Returns whether the service has put the check off, which says nothing about the domain. */
    static boolean isLimit(CheckFailure failure) {
        return failure instanceof CheckFailure.Overloaded
                || failure instanceof Rejected rejected && rejected.reason() == Reason.RATE_LIMITED;
    }

    private static boolean mayPass(CheckFailure failure) {
        return failure instanceof Inconclusive inconclusive
                ? inconclusive.cause().timedOut()
                        || inconclusive.cause().finding().isTransient()
                : failure instanceof CheckFailure.UnexpectedError;
    }
}
