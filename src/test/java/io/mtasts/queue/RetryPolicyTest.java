package io.mtasts.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mtasts.check.CheckFailure;
import io.mtasts.check.CheckFailure.Reason;
import io.mtasts.queue.RetryPolicy.Decision;
import io.mtasts.queue.RetryPolicy.Decision.GiveUp;
import io.mtasts.queue.RetryPolicy.Decision.Retry;
import io.mtasts.sts.StsRecordFinding;
import io.mtasts.verdict.InconclusiveLookup;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RetryPolicyTest {

    private static final CheckFailure SERVFAIL = inconclusive(true, false);
    private static final CheckFailure TIMEOUT = inconclusive(false, true);
    private static final CheckFailure ALIAS_LOOP = inconclusive(false, false);
    private static final CheckFailure BUSY = new CheckFailure.Overloaded(CheckFailure.Resource.CAPACITY);
    private static final CheckFailure TARGET_LIMIT = rejected(Reason.RATE_LIMITED);
    private static final CheckFailure INVALID = rejected(Reason.INVALID_REQUEST);
    private static final CheckFailure BUG = new CheckFailure.UnexpectedError();

    private final RetryPolicy policy =
            new RetryPolicy(List.of(Duration.ofMinutes(1), Duration.ofMinutes(10), Duration.ofHours(1)));

    private static CheckFailure inconclusive(boolean isTransient, boolean timedOut) {
        return new CheckFailure.Inconclusive(
                new InconclusiveLookup(
                        StsRecordFinding.TXT_LOOKUP_FAILED.about("example.com").asTransient(isTransient), timedOut),
                Optional.empty());
    }

    private static CheckFailure rejected(Reason reason) {
        return new CheckFailure.Rejected(reason, "code", "detail", Optional.empty(), Optional.empty());
    }

    static Stream<Arguments> after() {
        return Stream.of(
                Arguments.of(SERVFAIL, 0, 0, new Retry(0, new Attempts(1, 0))),
                Arguments.of(TIMEOUT, 1, 0, new Retry(1, new Attempts(2, 0))),
                Arguments.of(SERVFAIL, 2, 0, new Retry(2, new Attempts(3, 0))),
                Arguments.of(SERVFAIL, 3, 0, new GiveUp(DeadLetterReason.ATTEMPTS_EXHAUSTED)),
                Arguments.of(BUG, 0, 0, new Retry(0, new Attempts(1, 0))),
                Arguments.of(BUG, 3, 0, new GiveUp(DeadLetterReason.ATTEMPTS_EXHAUSTED)),
                Arguments.of(ALIAS_LOOP, 0, 0, new GiveUp(DeadLetterReason.NO_VERDICT)),
                Arguments.of(INVALID, 0, 0, new GiveUp(DeadLetterReason.NO_VERDICT)),
                // a limit is never the end
                Arguments.of(TARGET_LIMIT, 0, 0, new Retry(0, new Attempts(0, 1))),
                Arguments.of(TARGET_LIMIT, 3, 500, new Retry(2, new Attempts(3, 501))),
                Arguments.of(BUSY, 0, 2, new Retry(2, new Attempts(0, 3))),
                // waits do not use up attempts
                Arguments.of(SERVFAIL, 2, 500, new Retry(2, new Attempts(3, 500))));
    }

    @ParameterizedTest
    @MethodSource
    void after(CheckFailure failure, int failures, int waits, Decision expected) {
        assertThat(policy.after(failure, new Attempts(failures, waits))).isEqualTo(expected);
    }

    @Test
    void attempts_ofForgedHeaders_areBounded() {
        assertThat(new Attempts(Integer.MAX_VALUE, Integer.MIN_VALUE)).isEqualTo(new Attempts(1_000, 0));
    }

    @Test
    void delays_mustBePositive() {
        assertThatThrownBy(() -> new RetryPolicy(List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RetryPolicy(List.of(Duration.ZERO))).isInstanceOf(IllegalArgumentException.class);
    }
}
