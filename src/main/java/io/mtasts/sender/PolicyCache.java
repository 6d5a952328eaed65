package io.mtasts.sender;

import io.mtasts.sts.Policy;
import java.time.Duration;

/**
 * How a sender remembers a policy in mode enforce.
 *
 * @param within how long the sender may rely on its last lookup or on a fetched file
 * @param renews whether the sender extends a remembered policy without a fetch while the id of the record is the same
 * @param minimum the lowest max_age that counts as written, in seconds
 * @param below what counts instead of a lower max_age, in seconds
 * @param maximum the highest max_age that counts as written, in seconds
 * @param above what counts instead of a higher max_age, in seconds
 * @param source where that was read; empty if nothing is known
 */
public record PolicyCache(
        Detection detection,
        Duration within,
        boolean renews,
        long minimum,
        long below,
        long maximum,
        long above,
        String source) {

    /** The cache of a sender about which nothing is known: the one that keeps an old policy longest within RFC 8461. */
    public static final PolicyCache UNKNOWN = new PolicyCache(
            Detection.UNKNOWN, Duration.ZERO, true, 0, 0, Policy.MAX_AGE_LIMIT, Policy.MAX_AGE_LIMIT, "");

    /** How a sender detects a new policy. */
    public enum Detection {
        /** It compares the id of the record before a delivery. */
        ID,
        /** It fetches the policy again from time to time, with or without a new id. */
        FETCH,
        /** It does not. It uses a remembered policy until that expires. */
        EXPIRY,
        /** Not known. */
        UNKNOWN
    }

    /** Returns whether anything is known about the sender's cache. */
    public boolean isKnown() {
        return detection != Detection.UNKNOWN;
    }

    /**
     * Returns how long the sender remembers a policy after it fetched or extended it.
     *
     * @param maxAge of the policy, in seconds
     */
    public Duration lifetime(long maxAge) {
        if (maxAge < minimum) {
            return Duration.ofSeconds(below);
        }
        return Duration.ofSeconds(maxAge > maximum ? above : maxAge);
    }

    /**
     * Returns the longest time for which the sender remembers any policy.
     *
     * @param maxAge the longest max_age of the policies, in seconds
     */
    public Duration longestLifetime(long maxAge) {
        long withinBounds = maxAge < minimum ? 0 : Math.min(maxAge, maximum);
        long belowMinimum = minimum > 0 ? below : 0;
        return Duration.ofSeconds(
                Math.max(Math.max(withinBounds, belowMinimum), lifetime(maxAge).toSeconds()));
    }

    /**
     * Returns how long after the new record the sender may still remember the old policy. The new policy must have been
     * served before the record was published.
     *
     * @param lifetime of the old policy
     * @param recordTtl how long resolvers may remember the old record
     */
    public Duration remembersAfterChange(Duration lifetime, Duration recordTtl) {
        return renews ? lifetime.plus(recordTtl) : lifetime;
    }
}
