package io.mtasts.setup;

import io.mtasts.sts.Mode;

/**
 * The policy that somebody requested.
 *
 * @param mode the mode in the end; none removes MTA-STS
 * @param maxAge seconds, 0 to {@link io.mtasts.sts.Policy#MAX_AGE_LIMIT}
 */
public record SetupRequest(Mode mode, long maxAge, PatternStyle patterns) {

    /** How the policy names the mail servers. */
    public enum PatternStyle {
        /** One by one. */
        EXACT,
        /** By the domain that they are in, so that it covers servers that are added there later. */
        WILDCARD
    }
}
