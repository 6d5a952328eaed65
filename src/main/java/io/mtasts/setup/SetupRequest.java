package io.mtasts.setup;

import io.mtasts.sts.Mode;

/**
 * The policy that somebody requested.
 *
 * @param mode the mode in the end; none removes MTA-STS
 * @param maxAge seconds, 0 to {@link io.mtasts.sts.Policy#MAX_AGE_LIMIT}
 * @param id what the id of the record is made from
 */
public record SetupRequest(Mode mode, long maxAge, PatternStyle patterns, IdSource id) {

    /** How the policy names the mail servers. */
    public enum PatternStyle {
        /** One by one. */
        EXACT,
        /** By the domain that they are in, so that it covers servers that are added there later. */
        WILDCARD
    }

    /** What the id of a record is made from. */
    public enum IdSource {
        /** The time of the change. */
        TIME,
        /** The policy itself, by {@link io.mtasts.sts.PolicyId}. */
        HASH
    }

    /** Creates a request with the time as the id of the record. */
    public SetupRequest(Mode mode, long maxAge, PatternStyle patterns) {
        this(mode, maxAge, patterns, IdSource.TIME);
    }
}
