package io.mtasts.verdict;

import java.net.InetAddress;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The addresses of a host. A and AAAA are separate queries, and each has its own result.
 *
 * @param notPublic those of the addresses that nobody on the Internet can connect to, such as private ones
 */
public record HostLookup(String name, Lookup<InetAddress> a, Lookup<InetAddress> aaaa, List<InetAddress> notPublic) {

    public HostLookup {
        notPublic = List.copyOf(notPublic);
    }

    /** Creates a result in which all addresses are taken to be public. */
    public HostLookup(String name, Lookup<InetAddress> a, Lookup<InetAddress> aaaa) {
        this(name, a, aaaa, List.of());
    }

    /** Returns this result with the addresses marked that are not public. */
    public HostLookup markNotPublic(Predicate<InetAddress> isPublic) {
        return new HostLookup(
                name, a, aaaa, addresses().stream().filter(isPublic.negate()).toList());
    }

    /** Returns the addresses of both families, each once. */
    public List<InetAddress> addresses() {
        return Stream.concat(a.records().stream(), aaaa.records().stream())
                .distinct()
                .toList();
    }

    /** Returns the aliases that led from the name to the addresses, in order. */
    public List<String> cnames() {
        return a.cnames().isEmpty() ? aaaa.cnames() : a.cnames();
    }

    /** Returns whether DNS says for both families that there is no address. */
    public boolean absent() {
        return a.absent() && aaaa.absent();
    }

    /** Returns whether the name is an alias of a name that does not exist. */
    public boolean dangling() {
        return absent() && (a.dangling() || aaaa.dangling());
    }

    /** Returns whether the name has addresses of which none is public. */
    public boolean unroutable() {
        return !addresses().isEmpty() && notPublic.containsAll(addresses());
    }

    /** Returns the first lookup without a result. Call it only if one of them has none. */
    Lookup<InetAddress> failedLookup() {
        return a.conclusive() ? aaaa : a;
    }
}
