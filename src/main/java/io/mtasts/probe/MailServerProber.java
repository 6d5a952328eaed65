package io.mtasts.probe;

import io.mtasts.name.DomainName;
import io.mtasts.net.ConnectionBudget;
import io.mtasts.smtp.StarttlsProber;
import io.mtasts.verdict.HostLookup;
import io.mtasts.verdict.StarttlsFailure.Kind;
import io.mtasts.verdict.StarttlsProbe;
import io.smallrye.mutiny.Uni;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A prober of the TLS of mail servers. Limits the mail servers of each domain and the concurrent sessions. */
public final class MailServerProber {

    /** The addresses of a mail server that are probed. */
    static final int MAX_ADDRESSES = 8;

    private final Optional<StarttlsProber> prober;
    private final SessionQueue sessions;
    private final int maxHosts;

    /**
     * Creates a prober.
     *
     * @param prober empty if mail servers must not be probed
     * @param sessions the queue for the sessions of all checks
     * @param maxHosts the maximum number of mail servers of one domain
     */
    MailServerProber(Optional<StarttlsProber> prober, SessionQueue sessions, int maxHosts) {
        this.prober = prober;
        this.sessions = sessions;
        this.maxHosts = maxHosts;
    }

    boolean isOn() {
        return prober.isPresent();
    }

    /**
     * Probes every address of the mail servers, and returns the results in the order of the hosts. Skips hosts without an
     * address and names that no certificate can have.
     *
     * @param connections counts the connections of the check, whose sessions take turns with those of other checks
     */
    Uni<List<StarttlsProbe>> probe(List<HostLookup> hosts, ConnectionBudget connections) {
        List<HostLookup> candidates = hosts.stream()
                .filter(host -> !host.addresses().isEmpty() && isCertifiable(host.name()))
                .toList();
        if (prober.isEmpty() || candidates.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        List<Uni<StarttlsProbe>> probes = new ArrayList<>();
        for (int i = 0; i < candidates.size(); i++) {
            HostLookup host = candidates.get(i);
            List<InetAddress> addresses = alternating(host);
            int probed = i < maxHosts ? Math.min(MAX_ADDRESSES, addresses.size()) : 0;
            String limit = i < maxHosts
                    ? "only %d addresses of a mail server are probed".formatted(MAX_ADDRESSES)
                    : "only the first %d mail servers of a domain are probed".formatted(maxHosts);
            addresses
                    .subList(0, probed)
                    .forEach(address -> probes.add(probe(prober.get(), host.name(), address, connections)));
            addresses
                    .subList(probed, addresses.size())
                    .forEach(address -> probes.add(
                            Uni.createFrom().item(StarttlsProbe.failed(host.name(), address, Kind.SKIPPED, limit))));
        }
        return Uni.join().all(probes).andFailFast();
    }

    private static boolean isCertifiable(String host) {
        return DomainName.of(host).filter(name -> !name.endsNumeric()).isPresent();
    }

    /** Returns the addresses of both families in turns, so that a limit does not leave out one family. */
    private static List<InetAddress> alternating(HostLookup host) {
        List<InetAddress> six = host.aaaa().records();
        List<InetAddress> four = host.a().records();
        return IntStream.range(0, Math.max(six.size(), four.size()))
                .boxed()
                .flatMap(i ->
                        Stream.of(six, four).filter(family -> i < family.size()).map(family -> family.get(i)))
                .distinct()
                .toList();
    }

    private Uni<StarttlsProbe> probe(
            StarttlsProber prober, String host, InetAddress address, ConnectionBudget connections) {
        return sessions.within(connections, address, prober.probe(host, address, connections))
                .onFailure(OverloadedException.class)
                .recoverWithItem(
                        overload -> StarttlsProbe.failed(host, address, Kind.SKIPPED, "the service is overloaded"));
    }
}
