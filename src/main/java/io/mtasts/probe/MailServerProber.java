package io.mtasts.probe;

import io.mtasts.name.DomainName;
import io.mtasts.smtp.StarttlsProber;
import io.mtasts.verdict.HostLookup;
import io.mtasts.verdict.StarttlsFailure.Kind;
import io.mtasts.verdict.StarttlsProbe;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Connects to the mail servers of domains, if at all: to few of each, and to few at once. */
public final class MailServerProber {

    private final Optional<StarttlsProber> prober;
    private final Bulkhead connections;
    private final int mostHosts;

    /**
     * Connects by way of the prober; not at all where there is none.
     *
     * @param connections how many conversations there may be at once, whatever they are for
     * @param mostHosts of each domain
     */
    MailServerProber(Optional<StarttlsProber> prober, Bulkhead connections, int mostHosts) {
        this.prober = prober;
        this.connections = connections;
        this.mostHosts = mostHosts;
    }

    boolean isOn() {
        return prober.isPresent();
    }

    /** What is seen of them, in their order; nothing of those that have no address, or a name that nobody can certify. */
    Uni<List<StarttlsProbe>> probe(List<HostLookup> hosts) {
        List<HostLookup> able = hosts.stream()
                .filter(host -> !host.addresses().isEmpty() && isCertifiable(host.name()))
                .toList();
        if (prober.isEmpty() || able.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        List<Uni<StarttlsProbe>> probes = new ArrayList<>();
        able.stream().limit(mostHosts).map(host -> probe(prober.get(), host)).forEach(probes::add);
        able.stream().skip(mostHosts).map(this::oneTooMany).forEach(probes::add);
        return Uni.join().all(probes).andFailFast();
    }

    private static boolean isCertifiable(String host) {
        return DomainName.of(host).filter(name -> !name.endsNumeric()).isPresent();
    }

    private Uni<StarttlsProbe> probe(StarttlsProber by, HostLookup host) {
        return connections
                .within(by.probe(host))
                .onFailure(OverloadedException.class)
                .recoverWithItem(busy -> StarttlsProbe.failed(host.name(), Kind.SKIPPED, "there is too much to do"));
    }

    private Uni<StarttlsProbe> oneTooMany(HostLookup host) {
        String limit = "only the first %d of a domain are".formatted(mostHosts);
        return Uni.createFrom().item(StarttlsProbe.failed(host.name(), Kind.SKIPPED, limit));
    }
}
