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

/** In which order the servers are asked: as configured, but one that kept silent of late comes last. */
final class NameServerOrder {

    /** Long enough to spare most look-ups the time-out, short enough to notice that a server is back. */
    static final Duration PENALTY = Duration.ofSeconds(30);

    private final List<InetSocketAddress> servers;
    private final int attempts;
    private final InstantSource clock;
    private final Map<InetSocketAddress, Instant> silent = new ConcurrentHashMap<>();

    NameServerOrder(List<InetSocketAddress> servers, int attempts, InstantSource clock) {
        this.servers = List.copyOf(servers);
        this.attempts = attempts;
        this.clock = clock;
    }

    /** Each server as often as it may be asked, each time after all others. */
    List<InetSocketAddress> attemptOrder() {
        Instant trusted = clock.instant().minus(PENALTY);
        List<InetSocketAddress> round = servers.stream()
                .sorted(Comparator.comparing(
                        server -> silent.getOrDefault(server, Instant.MIN).isAfter(trusted)))
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
}
