package io.mtasts.probe;

import io.mtasts.name.DomainName;
import io.mtasts.verdict.HostLookup;
import io.mtasts.verdict.Lookup;
import io.mtasts.verdict.MxRecord;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Looks at one part of a domain by itself; it takes a place among the checks, and fails with a {@link OverloadedException} only. */
@ApplicationScoped
public class PartialProber {

    private final DomainProber prober;
    private final Bulkhead permits;
    private final Clock clock;

    public PartialProber(DomainProber prober, Bulkhead permits, Clock clock) {
        this.prober = prober;
        this.permits = permits;
        this.clock = clock;
    }

    /** A part, when it was looked at, and how long that took. */
    public record TimedResult<T>(T value, Instant checkedAt, Duration took) {}

    /**
     * The mail servers of a domain.
     *
     * @param hosts the addresses of every MX host; those of the domain itself where it has no MX record
     */
    public record MailServers(Lookup<MxRecord> mx, List<HostLookup> hosts) {

        public MailServers {
            hosts = List.copyOf(hosts);
        }
    }

    public Uni<TimedResult<MailServers>> mailServers(DomainName domain) {
        return seen(prober.mailServers(domain));
    }

    /** The TXT records at _smtp._tls. */
    public Uni<TimedResult<Lookup<String>>> tlsRpt(DomainName domain) {
        return seen(prober.tlsRpt(domain));
    }

    private <T> Uni<TimedResult<T>> seen(Uni<T> part) {
        return permits.within(Uni.createFrom().deferred(() -> {
            Stopwatch watch = new Stopwatch();
            Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
            return part.map(value -> new TimedResult<>(value, now, watch.elapsed()));
        }));
    }
}
