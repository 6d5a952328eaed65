package io.mtasts.setup;

import io.mtasts.sts.Mode;

/**
 * What policy is asked for; mode none is for leaving MTA-STS.
 *
 * @param maxAge seconds, 0 to {@link io.mtasts.sts.Policy#MAX_AGE_LIMIT}
 */
public record SetupRequest(Mode mode, long maxAge, PatternStyle patterns) {

    /** How the policy shall name the mail servers. */
    public enum PatternStyle {
        /** One by one. */
        EXACT,
        /** By the domain that they are in, so that servers added there later are covered. */
        WILDCARD
    }
}
