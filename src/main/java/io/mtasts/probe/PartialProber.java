package io.mtasts.probe;

import io.mtasts.limit.ClientKey;
import io.mtasts.name.DomainName;
import io.mtasts.verdict.HostLookup;
import io.mtasts.verdict.Lookup;
import io.mtasts.verdict.MxRecord;
import io.mtasts.verdict.TlsRptObservations;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A prober of one part of a domain. Takes one permit of the client. Fails only with an {@link OverloadedException}. */
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

    /** A part of a domain, the time of its lookup, and the duration. */
    public record TimedResult<T>(T value, Instant checkedAt, Duration took) {}

    /**
     * The mail servers of a domain.
     *
     * @param hosts the addresses of the MX hosts, or of the domain itself if it has no MX record
     */
    public record MailServers(Lookup<MxRecord> mx, List<HostLookup> hosts) {

        public MailServers {
            hosts = List.copyOf(hosts);
        }
    }

    /** Looks up the mail servers of a domain and their addresses. */
    public Uni<TimedResult<MailServers>> mailServers(DomainName domain, ClientKey client) {
        return timed(client, prober.mailServers(domain));
    }

    /** Looks up the TLS reporting record of a domain, and records at wrong names. */
    public Uni<TimedResult<TlsRptObservations>> tlsRpt(DomainName domain, ClientKey client) {
        return timed(client, prober.tlsRpt(domain));
    }

    /** Looks up the MTA-STS record of a domain, with one query unless it is an alias. */
    public Uni<TimedResult<Lookup<String>>> record(DomainName domain, ClientKey client) {
        return timed(client, prober.record(domain));
    }

    private <T> Uni<TimedResult<T>> timed(ClientKey client, Uni<T> part) {
        return permits.within(client, Uni.createFrom().deferred(() -> {
            Stopwatch watch = new Stopwatch(clock);
            return part.map(value -> new TimedResult<>(value, watch.startedAt(), watch.elapsed()));
        }));
    }
}
