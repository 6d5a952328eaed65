package io.mtasts.sts;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The distinct patterns of a policy, indexed by their text. RFC 8461, 4.1.
 *
 * <p>The index avoids comparing thousands of patterns with thousands of hosts.
 */
public final class MxPatterns {

    private final List<MxPattern> all;
    private final Map<String, Integer> positions = new HashMap<>();

    /** Creates the index. Repeated patterns are kept once. */
    public MxPatterns(List<MxPattern> patterns) {
        all = patterns.stream().distinct().toList();
        all.forEach(pattern -> positions.put(pattern.toString(), positions.size()));
    }

    /** Returns the patterns in the order of the policy. */
    public List<MxPattern> all() {
        return all;
    }

    /**
     * Returns the patterns that match a host, in the order of the policy: the host name itself, and the wildcard pattern,
     * which replaces exactly one left-most label. RFC 6125, 6.4.3.
     *
     * @param host the name in the MX record in presentation format, lower case, without a final dot; it need not be a
     *     valid host name
     */
    public List<MxPattern> matching(String host) {
        int dot = endOfFirstLabel(host);
        return Stream.of(host, dot > 0 ? MxPattern.WILDCARD + host.substring(dot + 1) : host)
                .distinct()
                .map(positions::get)
                .filter(Objects::nonNull)
                .sorted()
                .map(all::get)
                .toList();
    }

    /** Returns the offset of the first dot that separates labels, or -1. An escaped dot is part of a label. RFC 1035, 5.1. */
    private static int endOfFirstLabel(String host) {
        for (int i = 0; i < host.length(); i++) {
            if (host.charAt(i) == '\\') {
                i++;
            } else if (host.charAt(i) == '.') {
                return i;
            }
        }
        return -1;
    }
}
