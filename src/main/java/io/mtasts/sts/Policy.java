package io.mtasts.sts;

import java.time.Duration;
import java.util.List;

/**
 * A valid policy. RFC 8461, 3.2.
 *
 * @param mx the patterns in the order of the policy; may be empty in mode none only
 * @param maxAge how long senders may cache the policy, in seconds, 0 to {@link #MAX_AGE_LIMIT}
 */
public record Policy(Mode mode, List<MxPattern> mx, long maxAge) {

    /** The default max_age of a new policy: two weeks, in seconds. */
    public static final long DEFAULT_MAX_AGE = Duration.ofDays(14).toSeconds();

    /** The max_age of a policy in mode none, so that senders soon forget it: one day, in seconds. RFC 8461, 8.3. */
    public static final long REMOVAL_MAX_AGE = Duration.ofDays(1).toSeconds();

    /** The highest max_age that RFC 8461, 3.2 allows: about a year, in seconds. */
    public static final long MAX_AGE_LIMIT = 31_557_600;

    /** The longest text that every sender has to read, in bytes. RFC 8461, 3.3. */
    public static final int MAX_LENGTH = 65_536;

    /** Throws {@link IllegalArgumentException} if the policy is not valid. */
    public Policy {
        mx = List.copyOf(mx);
        if (maxAge < 0 || maxAge > MAX_AGE_LIMIT) {
            throw new IllegalArgumentException("max_age " + maxAge);
        }
        if (mx.isEmpty() && mode != Mode.NONE) {
            throw new IllegalArgumentException("mode " + mode + " without mx");
        }
    }

    /** Returns the text to publish, with CRLF line ends. */
    @Override
    public String toString() {
        StringBuilder text =
                new StringBuilder("version: STSv1\r\nmode: ").append(mode).append("\r\n");
        mx.forEach(pattern -> text.append("mx: ").append(pattern).append("\r\n"));
        return text.append("max_age: ").append(maxAge).append("\r\n").toString();
    }
}
