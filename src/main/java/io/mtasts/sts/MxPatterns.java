package io.mtasts.sts;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** The patterns of a policy, each once: thousands of them are not tried one by one for thousands of hosts. RFC 8461, 4.1. */
public final class MxPatterns {

    private final List<MxPattern> all;
    private final Map<String, Integer> places = new HashMap<>();

    public MxPatterns(List<MxPattern> patterns) {
        all = patterns.stream().distinct().toList();
        all.forEach(pattern -> places.put(pattern.toString(), places.size()));
    }

    /** In the order of the policy. */
    public List<MxPattern> all() {
        return all;
    }

    /**
     * Those by which senders accept the host, in the order of the policy: one that says the same, and the wildcard, which
     * stands for exactly one left-most label.
     *
     * @param host the name in the MX record, lower case, without the root dot; it need not be a valid host name
     */
    public List<MxPattern> matching(String host) {
        int dot = host.indexOf('.');
        return Stream.of(host, dot > 0 ? MxPattern.WILDCARD + host.substring(dot + 1) : host)
                .distinct()
                .map(places::get)
                .filter(Objects::nonNull)
                .sorted()
                .map(all::get)
                .toList();
    }
}
