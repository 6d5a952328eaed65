package io.mtasts.verdict;

import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/** The addresses of a host: both questions are asked, and each has an answer of its own. */
public record HostLookup(String name, Lookup<InetAddress> a, Lookup<InetAddress> aaaa) {

    public List<InetAddress> addresses() {
        return Stream.concat(a.records().stream(), aaaa.records().stream())
                .distinct()
                .toList();
    }

    public List<String> cnames() {
        return a.cnames().isEmpty() ? aaaa.cnames() : a.cnames();
    }

    /** Whether resolvers said for both families that there is no address. */
    public boolean absent() {
        return a.absent() && aaaa.absent();
    }

    public boolean dangling() {
        return absent() && (a.dangling() || aaaa.dangling());
    }
}
