package io.mtasts.plan;

import io.mtasts.sender.PolicyCache;
import io.mtasts.sender.Sender;
import io.mtasts.sender.SenderMatrix;
import io.mtasts.sts.Mode;
import io.mtasts.sts.Policy;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Policies in mode enforce that senders may remember.
 *
 * @param maxAge of the policy that is served today, in seconds; empty if it does not count
 * @param longest the longest max_age of earlier policies, in seconds; empty if there were none
 * @param replacedAt when they were replaced; empty if they were not, or if that is not known
 */
record RememberedPolicies(OptionalLong maxAge, OptionalLong longest, Optional<Instant> replacedAt) {

    private static final OptionalLong ANY_MAX_AGE = OptionalLong.of(Policy.MAX_AGE_LIMIT);

    /**
     * Returns what senders may remember of a domain; empty if that is nothing.
     *
     * @param longest the longest max_age that the domain ever published, in seconds; empty if that is not known
     */
    static Optional<RememberedPolicies> of(CurrentSetup today, OptionalLong longest) {
        return switch (today.verdict()) {
            // If the policy of today is sufficient, only earlier ones matter. Their max_age is taken to be the same.
            case ENFORCING ->
                Optional.of(new RememberedPolicies(
                        OptionalLong.of(today.applied().orElseThrow().maxAge()), longest, today.lastChange()));
            case TESTING, NOT_CONFIGURED -> earlier(longest);
            case DISABLED ->
                Optional.of(new RememberedPolicies(
                        OptionalLong.empty(), longest.isPresent() ? longest : ANY_MAX_AGE, today.lastChange()));
            case BROKEN ->
                today.intended()
                        .filter(policy -> policy.mode() == Mode.ENFORCE)
                        .map(policy ->
                                new RememberedPolicies(OptionalLong.of(policy.maxAge()), longest, Optional.empty()))
                        .or(() -> earlier(longest.isEmpty() && today.hidesEarlierPolicies() ? ANY_MAX_AGE : longest));
        };
    }

    private static Optional<RememberedPolicies> earlier(OptionalLong longest) {
        return longest.isPresent()
                ? Optional.of(new RememberedPolicies(OptionalLong.empty(), longest, Optional.empty()))
                : Optional.empty();
    }

    /**
     * Returns when each sender leaves the old policies, the last one first.
     *
     * @param announced when the record of a new policy is published
     */
    List<SenderSchedule> schedules(Instant announced, Duration recordTtl) {
        return SenderMatrix.current().senders().stream()
                .filter(sender -> sender.support() != Sender.Support.NO)
                .map(sender -> SenderSchedule.of(sender, lifetime(sender.cache()), recordTtl, announced))
                .sorted(Comparator.comparing(SenderSchedule::forgottenAt)
                        .reversed()
                        .thenComparing(schedule -> !schedule.sender().cache().isKnown()))
                .toList();
    }

    private Duration lifetime(PolicyCache cache) {
        Duration current = maxAge.isPresent() ? cache.lifetime(maxAge.getAsLong()) : Duration.ZERO;
        Duration earlier = longest.isPresent() ? cache.longestLifetime(longest.getAsLong()) : Duration.ZERO;
        return current.compareTo(earlier) > 0 ? current : earlier;
    }
}
