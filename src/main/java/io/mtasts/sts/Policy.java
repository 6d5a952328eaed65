package io.mtasts.sts;

import java.util.List;

/**
 * A valid policy: its text form is what to publish. RFC 8461, 3.2.
 *
 * @param maxAge seconds, 0 to 31557600
 */
public record Policy(Mode mode, List<MxPattern> mx, long maxAge) {

    /** About a year. RFC 8461, 3.2. */
    public static final long MAX_AGE_LIMIT = 31_557_600;

    public Policy {
        mx = List.copyOf(mx);
        if (maxAge < 0 || maxAge > MAX_AGE_LIMIT) {
            throw new IllegalArgumentException("max_age " + maxAge);
        }
        if (mx.isEmpty() && mode != Mode.NONE) {
            throw new IllegalArgumentException("mode " + mode + " without mx");
        }
    }

    @Override
    public String toString() {
        StringBuilder text =
                new StringBuilder("version: STSv1\r\nmode: ").append(mode).append("\r\n");
        mx.forEach(pattern -> text.append("mx: ").append(pattern).append("\r\n"));
        return text.append("max_age: ").append(maxAge).append("\r\n").toString();
    }
}
