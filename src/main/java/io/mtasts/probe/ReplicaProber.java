package io.mtasts.probe;

import io.mtasts.dns.Resolver;
import io.mtasts.net.ConnectionBudget;
import io.mtasts.net.ConnectionBudget.Grant;
import io.mtasts.net.ConnectionBudget.Purpose;
import io.mtasts.net.InetAddressOrder;
import io.mtasts.net.SsrfGuard;
import io.mtasts.verdict.HostLookup;
import io.mtasts.verdict.Lookup;
import io.mtasts.verdict.ReplicaLookup;
import io.mtasts.verdict.Replicas;
import io.smallrye.mutiny.Uni;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;

/** A prober that queries each name server of a zone for the MTA-STS record. Belongs to one check. */
final class ReplicaProber {

    /** The name servers of a zone that are queried. Nearly every zone has two to six. */
    static final int MAX_SERVERS = 8;

    /** The addresses of a name server that are queried. */
    static final int MAX_ADDRESSES = 2;

    /** The names above the record that are tried as the apex of its zone. */
    private static final int MAX_LEVELS = 10;

    /** Enough for two silent name servers one after the other. */
    static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final Resolver lookups;
    private final SsrfGuard guard;
    private final ConnectionBudget connections;
    private final ToIntFunction<InetAddress> port;
    private final Duration timeout;

    /**
     * Creates a prober for one check.
     *
     * @param port the port of a name server
     * @param timeout for all queries together
     */
    ReplicaProber(
            Resolver lookups,
            SsrfGuard guard,
            ConnectionBudget connections,
            ToIntFunction<InetAddress> port,
            Duration timeout) {
        this.lookups = lookups;
        this.guard = guard;
        this.connections = connections;
        this.port = port;
        this.timeout = timeout;
    }

    /** Queries the name servers of the record, and those of the target if the record is an alias. */
    Uni<Replicas> probe(Lookup<String> record) {
        Uni<Replicas> own = ofName(record.name());
        return Lookup.target(record.cnames())
                .map(target -> Uni.combine().all().unis(own, ofName(target)).with(Replicas::and))
                .orElse(own)
                .ifNoItem()
                .after(timeout)
                .recoverWithItem(() -> Replicas.failed("the name servers took too long"));
    }

    private Uni<Replicas> ofName(String name) {
        return zoneOf(name, MAX_LEVELS).flatMap(zone -> {
            if (isApex(zone)) {
                return ofZone(name, zone.name(), zone.records());
            }
            String reason = zone.conclusive() ? "no zone was found" : zone.failure();
            return Uni.createFrom().item(Replicas.failed("the name servers of " + name + ": " + reason));
        });
    }

    /**
     * Looks up the name servers of the name, or of the nearest name above it that has any. A top-level domain is not the zone
     * of a mail domain.
     */
    private Uni<Lookup<String>> zoneOf(String name, int levels) {
        return lookups.nameServers(name).flatMap(found -> {
            String parent = name.substring(name.indexOf('.') + 1);
            // A failure at a label such as _mta-sts may not concern the zone above.
            boolean isOver = isApex(found)
                    || !found.conclusive() && levels < MAX_LEVELS
                    || levels == 0
                    || parent.indexOf('.') < 0;
            return isOver ? Uni.createFrom().item(found) : zoneOf(parent, levels - 1);
        });
    }

    /** Returns whether the name has name servers of its own. Those of an alias are the ones of its target. RFC 2181, 10.1. */
    private static boolean isApex(Lookup<String> nameServers) {
        return !nameServers.records().isEmpty() && nameServers.cnames().isEmpty();
    }

    private Uni<Replicas> ofZone(String name, String zone, List<String> servers) {
        return Uni.join()
                .all(servers.stream()
                        .limit(MAX_SERVERS)
                        .map(server -> ofServer(name, zone, server))
                        .toList())
                .andFailFast()
                .map(found -> new Replicas(found.stream().flatMap(List::stream).toList(), Optional.empty()));
    }

    private Uni<List<ReplicaLookup>> ofServer(String name, String zone, String server) {
        return lookups.addresses(server).flatMap(host -> {
            List<InetAddress> addresses = chosen(host);
            return addresses.isEmpty()
                    ? Uni.createFrom().item(List.of(ReplicaLookup.withoutAddress(name, zone, server, reason(host))))
                    : Uni.join()
                            .all(addresses.stream()
                                    .map(address -> ofAddress(name, zone, server, address))
                                    .toList())
                            .andFailFast();
        });
    }

    private static String reason(HostLookup host) {
        String failure =
                host.a().conclusive() ? host.aaaa().failure() : host.a().failure();
        return failure.isEmpty() ? "it has no address" : failure;
    }

    /** Returns addresses of both families, and first those that can be queried. */
    private List<InetAddress> chosen(HostLookup host) {
        return InetAddressOrder.of(host.addresses()).stream()
                .sorted(Comparator.comparing(address -> obstacle(address).isPresent()))
                .limit(MAX_ADDRESSES)
                .toList();
    }

    /** Returns why an address must not or cannot be queried. */
    private Optional<String> obstacle(InetAddress address) {
        if (!guard.mayConnect(address)) {
            return Optional.of("the address is not public");
        }
        return guard.hasRoute(address) ? Optional.empty() : Optional.of(SsrfGuard.NO_IPV6);
    }

    private Uni<ReplicaLookup> ofAddress(String name, String zone, String server, InetAddress address) {
        Optional<String> obstacle = obstacle(address)
                .or(() -> mayQuery(address)
                        ? Optional.empty()
                        : Optional.of("there were too many recent queries to its address"));
        return obstacle.isPresent()
                ? Uni.createFrom().item(ReplicaLookup.notQueried(name, zone, server, address, obstacle.get()))
                : lookups.txtFrom(
                                new InetSocketAddress(address, port.applyAsInt(address)), name, () -> mayQuery(address))
                        .map(lookup -> ReplicaLookup.queried(zone, server, address, lookup));
    }

    private boolean mayQuery(InetAddress address) {
        return connections.acquire(address, Purpose.NAME_SERVER) == Grant.GRANTED;
    }
}
