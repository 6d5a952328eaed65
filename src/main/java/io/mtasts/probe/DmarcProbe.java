package io.mtasts.probe;

import io.mtasts.dmarc.DmarcLookupPlan;
import io.mtasts.dmarc.DmarcObservations;
import io.mtasts.dmarc.TxtLookups;
import io.mtasts.dns.Resolver;
import io.mtasts.limit.ClientKey;
import io.mtasts.name.DomainName;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;

/** A prober that looks up all TXT records that DMARC needs, in two rounds of concurrent lookups. */
@ApplicationScoped
public class DmarcProbe {

    private final Resolver resolver;
    private final Bulkhead permits;
    private final Clock clock;

    public DmarcProbe(Resolver resolver, Bulkhead permits, Clock clock) {
        this.resolver = resolver;
        this.permits = permits;
        this.clock = clock;
    }

    /** Probes a domain, which takes one permit of the client. Fails only with an {@link OverloadedException}. */
    public Uni<DmarcObservations> probe(DomainName domain, ClientKey client) {
        return permits.within(client, Uni.createFrom().deferred(() -> {
            Stopwatch watch = new Stopwatch(clock);
            Resolver lookups = resolver.forCheck();
            return lookUp(DmarcLookupPlan.first(domain), lookups)
                    .flatMap(first -> lookUp(DmarcLookupPlan.second(domain, first), lookups)
                            .map(first::and))
                    .map(records -> new DmarcObservations(domain, records, watch.startedAt(), watch.elapsed()));
        }));
    }

    private static Uni<TxtLookups> lookUp(List<String> names, Resolver lookups) {
        return names.isEmpty()
                ? Uni.createFrom().item(TxtLookups.of(List.of()))
                : Uni.join()
                        .all(names.stream().map(lookups::txt).toList())
                        .andFailFast()
                        .map(TxtLookups::of);
    }
}
