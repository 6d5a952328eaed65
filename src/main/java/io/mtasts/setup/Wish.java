package io.mtasts.setup;

import io.mtasts.sts.Mode;

/**
 * What policy is asked for; mode none is for leaving MTA-STS.
 *
 * @param maxAge seconds, 0 to {@link io.mtasts.sts.Policy#MAX_AGE_LIMIT}
 */
public record Wish(Mode mode, long maxAge, Style patterns) {

    /** How the policy shall name the mail servers. */
    public enum Style {
        /** One by one. */
        EXACT,
        /** By the domain that they are in, so that servers added there later are covered. */
        WILDCARD
    }
}
