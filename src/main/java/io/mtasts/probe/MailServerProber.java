package io.mtasts.probe;

import io.mtasts.name.DomainName;
import io.mtasts.net.ConnectionBudget;
import io.mtasts.smtp.StarttlsProber;
import io.mtasts.verdict.HostLookup;
import io.mtasts.verdict.StarttlsFailure.Kind;
import io.mtasts.verdict.StarttlsProbe;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A prober of the TLS of mail servers. Limits the mail servers of each domain and the concurrent sessions. */
public final class MailServerProber {

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
     * Probes mail servers, and returns the results in the same order. Skips hosts without an address and names that no
     * certificate can have.
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
        candidates.stream()
                .limit(maxHosts)
                .map(host -> probe(prober.get(), host, connections))
                .forEach(probes::add);
        candidates.stream().skip(maxHosts).map(this::skipped).forEach(probes::add);
        return Uni.join().all(probes).andFailFast();
    }

    private static boolean isCertifiable(String host) {
        return DomainName.of(host).filter(name -> !name.endsNumeric()).isPresent();
    }

    private Uni<StarttlsProbe> probe(StarttlsProber prober, HostLookup host, ConnectionBudget connections) {
        return sessions.within(connections, host.addresses().get(0), prober.probe(host, connections))
                .onFailure(OverloadedException.class)
                .recoverWithItem(
                        overload -> StarttlsProbe.failed(host.name(), Kind.SKIPPED, "the service is overloaded"));
    }

    private Uni<StarttlsProbe> skipped(HostLookup host) {
        String limit = "only the first %d mail servers of a domain are probed".formatted(maxHosts);
        return Uni.createFrom().item(StarttlsProbe.failed(host.name(), Kind.SKIPPED, limit));
    }
}
