package io.mtasts.verdict;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What one address of a name server says about the TXT records of a name. RFC 1034, 4.2.
 *
 * @param name the queried name
 * @param zone the zone of which the server is a name server
 * @param server the name of the server
 * @param address empty if the server has none
 * @param lookup the response; empty if the server was not queried
 * @param failure why there is no usable response, in a few words; empty if there is one
 */
public record ReplicaLookup(
        String name,
        String zone,
        String server,
        Optional<InetAddress> address,
        Optional<Lookup<String>> lookup,
        String failure) {

    /** What is known of a name server at one address. */
    public enum Status {
        /** It gave an authoritative response. */
        ANSWERED,
        /** It gave no authoritative response, although the zone names it. RFC 1912, 2.8. */
        LAME,
        /** It gave no complete response in time. */
        SILENT,
        /** It has no address. */
        NO_ADDRESS,
        /** This service did not query it, because of its own limits. Says nothing about the server. */
        NOT_QUERIED
    }

    /** Creates the result of a query. */
    public static ReplicaLookup queried(String zone, String server, InetAddress address, Lookup<String> lookup) {
        return new ReplicaLookup(
                lookup.name(), zone, server, Optional.of(address), Optional.of(lookup), lookup.failure());
    }

    /** Creates the result for an address that was not queried. */
    public static ReplicaLookup notQueried(
            String name, String zone, String server, InetAddress address, String reason) {
        return new ReplicaLookup(name, zone, server, Optional.of(address), Optional.empty(), reason);
    }

    /** Creates the result for a server without an address. */
    public static ReplicaLookup withoutAddress(String name, String zone, String server, String reason) {
        return new ReplicaLookup(name, zone, server, Optional.empty(), Optional.empty(), reason);
    }

    /** Returns what is known of the server at this address. */
    public Status status() {
        if (address.isEmpty()) {
            return Status.NO_ADDRESS;
        }
        if (lookup.filter(found -> found.outcome() != Lookup.Outcome.QUERY_LIMIT)
                .isEmpty()) {
            return Status.NOT_QUERIED;
        }
        Lookup<String> found = lookup.get();
        if (found.timedOut()) {
            return Status.SILENT;
        }
        return found.conclusive() ? Status.ANSWERED : Status.LAME;
    }

    /** Returns the target of the alias that the server has at the name; empty if it has none. */
    public Optional<String> alias() {
        return lookup.flatMap(found -> found.cnames().stream().findFirst());
    }

    /** Returns the TXT records that the server has at the name. */
    public List<String> texts() {
        return lookup.map(Lookup::records).orElse(List.of());
    }

    /** Returns what senders that use this server get: the alias or the set of records. */
    Object content() {
        return alias().<Object>map(target -> target).orElseGet(() -> Set.copyOf(texts()));
    }
}
