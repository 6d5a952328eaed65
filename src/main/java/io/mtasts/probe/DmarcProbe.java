package io.mtasts.probe;

import io.mtasts.dmarc.DmarcObservations;
import io.mtasts.dmarc.DmarcQuestions;
import io.mtasts.dmarc.Records;
import io.mtasts.dns.Resolver;
import io.mtasts.name.DomainName;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Asks for all TXT records that the DMARC of a domain rests on: in two rounds, each of them at once. */
@ApplicationScoped
public class DmarcProbe {

    private final Resolver resolver;
    private final Permits permits;
    private final Clock clock;

    public DmarcProbe(Resolver resolver, Permits permits, Clock clock) {
        this.resolver = resolver;
        this.permits = permits;
        this.clock = clock;
    }

    /** What there is to see; it takes a place among the checks, and fails with a {@link BusyException} only. */
    public Uni<DmarcObservations> probe(DomainName domain) {
        return permits.within(Uni.createFrom().deferred(() -> {
            Stopwatch watch = new Stopwatch();
            Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
            return ask(DmarcQuestions.first(domain))
                    .flatMap(first -> ask(DmarcQuestions.second(domain, first)).map(first::and))
                    .map(records -> new DmarcObservations(domain, records, now, watch.elapsed()));
        }));
    }

    private Uni<Records> ask(List<String> names) {
        return names.isEmpty()
                ? Uni.createFrom().item(Records.of(List.of()))
                : Uni.join()
                        .all(names.stream().map(resolver::txt).toList())
                        .andFailFast()
                        .map(Records::of);
    }
}
