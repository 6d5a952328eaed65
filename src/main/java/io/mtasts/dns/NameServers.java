package io.mtasts.dns;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The configured DNS servers, and what is remembered of their recent behavior. Thread-safe. */
final class NameServers {

    /** Long enough to save most lookups the timeout, short enough to notice soon that a server is back. */
    static final Duration SILENCE_PENALTY = Duration.ofSeconds(30);

    /** A server that is replaced or upgraded gets EDNS again soon. */
    static final Duration NO_EDNS_MEMORY = Duration.ofMinutes(15);

    private final List<InetSocketAddress> servers;
    private final int attempts;
    private final InstantSource clock;
    private final Map<InetSocketAddress, Instant> silent = new ConcurrentHashMap<>();
    private final Map<InetSocketAddress, Instant> withEdns = new ConcurrentHashMap<>();
    private final Map<InetSocketAddress, Instant> withoutEdns = new ConcurrentHashMap<>();

    NameServers(List<InetSocketAddress> servers, int attempts, InstantSource clock) {
        this.servers = List.copyOf(servers);
        this.attempts = attempts;
        this.clock = clock;
    }

    /**
     * Returns the servers in the order of the queries: each server once for each attempt, and each time after all others. A
     * server that did not answer recently comes last.
     */
    List<InetSocketAddress> attemptOrder() {
        List<InetSocketAddress> round = servers.stream()
                .sorted(Comparator.comparing(server -> isRecent(silent, server, SILENCE_PENALTY)))
                .toList();
        return Collections.nCopies(attempts, round).stream()
                .flatMap(List::stream)
                .toList();
    }

    void recordResult(InetSocketAddress server, boolean answered) {
        if (answered) {
            silent.remove(server);
        } else {
            silent.put(server, clock.instant());
        }
    }

    /** Returns whether queries to the server carry an OPT record. RFC 6891, 6.2.2. */
    boolean supportsEdns(InetSocketAddress server) {
        return !isRecent(withoutEdns, server, NO_EDNS_MEMORY);
    }

    /** Remembers that the server answered a query with an OPT record. */
    void recordEdns(InetSocketAddress server) {
        withEdns.put(server, clock.instant());
    }

    /**
     * Remembers that the server rejected a query with an OPT record and answered the same query without. If the server
     * answered other queries with EDNS recently, the cause is the name servers of one domain, and nothing is remembered.
     */
    void recordNoEdns(InetSocketAddress server) {
        if (!isRecent(withEdns, server, NO_EDNS_MEMORY)) {
            withoutEdns.put(server, clock.instant());
        }
    }

    private boolean isRecent(Map<InetSocketAddress, Instant> events, InetSocketAddress server, Duration memory) {
        return events.getOrDefault(server, Instant.MIN).isAfter(clock.instant().minus(memory));
    }
}
