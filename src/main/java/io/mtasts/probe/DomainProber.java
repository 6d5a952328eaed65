package io.mtasts.probe;

import io.mtasts.config.MtaStsConfig;
import io.mtasts.dns.Resolver;
import io.mtasts.https.PolicyFetcher;
import io.mtasts.name.DomainName;
import io.mtasts.name.StandardNames;
import io.mtasts.net.ConnectionBudget;
import io.mtasts.net.SocketsExhaustedException;
import io.mtasts.net.SsrfGuard;
import io.mtasts.probe.ProbeEvent.Finished;
import io.mtasts.probe.ProbeEvent.PartKnown;
import io.mtasts.sts.Policy;
import io.mtasts.verdict.AddressFetch;
import io.mtasts.verdict.DaneProbe;
import io.mtasts.verdict.HostLookup;
import io.mtasts.verdict.Lookup;
import io.mtasts.verdict.MxRecord;
import io.mtasts.verdict.Observations;
import io.mtasts.verdict.Observations.MisplacedRecords;
import io.mtasts.verdict.Observations.Timings;
import io.mtasts.verdict.PolicyFetch;
import io.mtasts.verdict.Replicas;
import io.mtasts.verdict.StarttlsProbe;
import io.mtasts.verdict.TlsRptObservations;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;

/** A prober that runs all lookups of a domain concurrently. A lookup waits only for the lookups that it depends on. */
@Startup // reads the trust store before the first check
@ApplicationScoped
public class DomainProber {

    /** The mail servers whose addresses are looked up. Others are evaluated by name only. */
    private static final int MAX_MX_HOSTS = 100;

    private static final int MAX_CONCURRENT_HOSTS = 8;

    private final Resolver resolver;
    private final PolicyFetcher fetcher;
    private final MailServerProber starttls;
    private final SsrfGuard guard;
    private final ConnectionBudget.Limits connections;
    private final ToIntFunction<InetAddress> nameServerPort;
    private final Clock clock;
    private final Consumer<Observations> ended;

    /** Creates a prober whose observations are events of the container. */
    @Inject
    public DomainProber(
            Resolver resolver,
            PolicyFetcher fetcher,
            MailServerProber starttls,
            SsrfGuard guard,
            ConnectionBudget.Limits connections,
            MtaStsConfig config,
            Clock clock,
            Event<Observations> ended) {
        this(resolver, fetcher, starttls, guard, connections, config, clock, (Consumer<Observations>) ended::fire);
    }

    /** @param ended is notified of the observations of each probe */
    DomainProber(
            Resolver resolver,
            PolicyFetcher fetcher,
            MailServerProber starttls,
            SsrfGuard guard,
            ConnectionBudget.Limits connections,
            MtaStsConfig config,
            Clock clock,
            Consumer<Observations> ended) {
        this.resolver = resolver;
        this.fetcher = fetcher;
        this.starttls = starttls;
        this.guard = guard;
        this.connections = connections;
        this.nameServerPort = address -> guard.isAllowed(address)
                ? config.dns().nameServerPort()
                : config.dns().publicNameServerPort().orElse(config.dns().nameServerPort());
        this.clock = clock;
        this.ended = ended;
    }

    /** Returns the parts whose progress is reported. */
    public Set<ProbeEvent.Part> parts(boolean withReplicas) {
        Set<ProbeEvent.Part> parts = EnumSet.allOf(ProbeEvent.Part.class);
        if (!starttls.isOn()) {
            parts.remove(ProbeEvent.Part.STARTTLS);
        }
        if (!withReplicas) {
            parts.remove(ProbeEvent.Part.NAME_SERVERS);
        }
        return parts;
    }

    /**
     * Probes a domain. Fails only with a {@link SocketsExhaustedException}, since other failures are observations.
     * Events may arrive on any thread.
     */
    public Multi<ProbeEvent> probe(ProbeRequest request) {
        return Multi.createFrom().emitter(emitter -> {
            Cancellable probe = observe(request, emitter::emit)
                    .subscribe()
                    .with(
                            observations -> {
                                emitter.emit(new Finished(observations));
                                emitter.complete();
                            },
                            emitter::fail);
            emitter.onTermination(probe::cancel);
        });
    }

    private Uni<Observations> observe(ProbeRequest request, Consumer<PartKnown> onProgress) {
        DomainName domain = request.domain();
        return Uni.createFrom().deferred(() -> {
            Stopwatch watch = new Stopwatch(clock);
            Resolver lookups = resolver.forCheck();
            ConnectionBudget budget = connections.forCheck();
            return Uni.combine()
                    .all()
                    .unis(
                            // the slowest lookup starts first
                            policy(domain, lookups, budget, watch, onProgress),
                            withTls(
                                    domain,
                                    watch.startedAt(),
                                    lookups,
                                    budget,
                                    mailServers(domain, lookups, watch, onProgress),
                                    onProgress),
                            record(domain, lookups, watch, onProgress)
                                    .flatMap(record -> replicas(request, record, lookups, budget, onProgress)),
                            tlsRpt(domain, lookups, watch, onProgress))
                    .asTuple()
                    .flatMap(parts -> new PatternDomainProber(lookups)
                            .unregistered(
                                    domain,
                                    parts.getItem1().policy(),
                                    parts.getItem2().hosts())
                            .map(unregistered -> observations(
                                    domain,
                                    parts.getItem1(),
                                    parts.getItem2(),
                                    parts.getItem3(),
                                    parts.getItem4(),
                                    unregistered,
                                    watch)))
                    .invoke(ended);
        });
    }

    private static Observations observations(
            DomainName domain,
            PolicyObservations policy,
            MailObservations mail,
            RecordObservations record,
            Stopwatch.Timed<TlsRptObservations> tlsRpt,
            List<String> unregistered,
            Stopwatch watch) {
        return new Observations(
                domain,
                record.lookup().value(),
                tlsRpt.value(),
                mail.mx().value(),
                mail.hosts(),
                mail.starttls(),
                mail.dane(),
                policy.fetch().value(),
                record.hints(),
                unregistered,
                record.replicas(),
                new Timings(
                        record.lookup().after(),
                        mail.mx().after(),
                        policy.host().after(),
                        policy.fetch().after().minus(policy.host().after()),
                        tlsRpt.after(),
                        watch.elapsed()),
                watch.startedAt());
    }

    /** Queries the name servers while the policy is fetched, if that is requested. */
    private Uni<RecordObservations> replicas(
            ProbeRequest request,
            RecordObservations record,
            Resolver lookups,
            ConnectionBudget budget,
            Consumer<PartKnown> onProgress) {
        return !request.withReplicas()
                ? Uni.createFrom().item(record)
                : new ReplicaProber(lookups, guard, budget, nameServerPort, ReplicaProber.TIMEOUT)
                        .probe(record.lookup().value())
                        .invoke(replicas -> onProgress.accept(PartKnown.ofNameServers(replicas)))
                        .map(replicas ->
                                new RecordObservations(record.lookup(), record.hints(), Optional.of(replicas)));
    }

    /** Looks up only the mail servers and their addresses. */
    Uni<PartialProber.MailServers> mailServers(DomainName domain) {
        return mailServers(domain, resolver.forCheck(), new Stopwatch(clock), part -> {})
                .map(observed -> new PartialProber.MailServers(observed.mx().value(), observed.hosts()));
    }

    /** Looks up only the TLS reporting record, and records at wrong names. */
    Uni<TlsRptObservations> tlsRpt(DomainName domain) {
        Resolver lookups = resolver.forCheck();
        return lookups.txt(StandardNames.tlsRptRecord(domain))
                .flatMap(lookup -> new TlsRptProbe(lookups, guard).misplaced(domain, lookup));
    }

    /** Looks up only the MTA-STS record. */
    Uni<Lookup<String>> record(DomainName domain) {
        return resolver.forCheck().txt(StandardNames.stsRecord(domain));
    }

    private Uni<RecordObservations> record(
            DomainName domain, Resolver lookups, Stopwatch watch, Consumer<PartKnown> onProgress) {
        return lookups.txt(StandardNames.stsRecord(domain))
                .invoke(lookup -> onProgress.accept(PartKnown.ofRecord(lookup)))
                .map(watch::time)
                .flatMap(lookup -> (lookup.value().absent()
                                ? new MisplacedRecordFinder(lookups).find(domain)
                                : Uni.createFrom().item(MisplacedRecords.NONE))
                        .map(found -> new RecordObservations(lookup, found, Optional.empty())));
    }

    private Uni<Stopwatch.Timed<TlsRptObservations>> tlsRpt(
            DomainName domain, Resolver lookups, Stopwatch watch, Consumer<PartKnown> onProgress) {
        return lookups.txt(StandardNames.tlsRptRecord(domain))
                .invoke(lookup -> onProgress.accept(PartKnown.ofTlsRpt(lookup)))
                .flatMap(lookup -> {
                    TlsRptProbe probe = new TlsRptProbe(lookups, guard);
                    return probe.misplaced(domain, lookup).flatMap(observed -> probe.destinations(domain, observed));
                })
                .map(watch::time);
    }

    private Uni<MailObservations> mailServers(
            DomainName domain, Resolver lookups, Stopwatch watch, Consumer<PartKnown> onProgress) {
        return lookups.mx(domain.ascii())
                .invoke(lookup -> onProgress.accept(PartKnown.ofMx(lookup)))
                .map(watch::time)
                .flatMap(mx -> addresses(hosts(domain, mx.value()), lookups)
                        .invoke(hosts -> onProgress.accept(PartKnown.ofMailServers(hosts)))
                        .map(hosts -> new MailObservations(mx, hosts, List.of(), List.of())));
    }

    /** Looks up TLSA records while the mail servers are probed, and compares them with the certificates afterwards. */
    private Uni<MailObservations> withTls(
            DomainName domain,
            Instant now,
            Resolver lookups,
            ConnectionBudget budget,
            Uni<MailObservations> mail,
            Consumer<PartKnown> onProgress) {
        return mail.flatMap(observed -> Uni.combine()
                .all()
                .unis(starttls(observed.hosts(), budget, onProgress), new DaneProber(lookups).lookUp(observed.hosts()))
                .asTuple()
                .flatMap(found -> DaneProber.match(found.getItem2(), found.getItem1(), domain, now)
                        .map(dane -> new MailObservations(observed.mx(), observed.hosts(), found.getItem1(), dane))));
    }

    private Uni<List<StarttlsProbe>> starttls(
            List<HostLookup> hosts, ConnectionBudget budget, Consumer<PartKnown> onProgress) {
        return !starttls.isOn()
                ? Uni.createFrom().item(List.of())
                : starttls.probe(hosts, budget).invoke(probes -> onProgress.accept(PartKnown.ofStarttls(probes)));
    }

    /** Returns the targets of the MX records, or the domain itself if it has no MX record. RFC 5321, 5.1. */
    private static List<String> hosts(DomainName domain, Lookup<MxRecord> mx) {
        if (mx.absent()) {
            return List.of(domain.ascii());
        }
        return mx.records().stream()
                .filter(record -> !record.isNull())
                .sorted(Comparator.comparingInt(MxRecord::preference))
                .map(MxRecord::host)
                .distinct()
                .limit(MAX_MX_HOSTS)
                .toList();
    }

    /** Looks up a few hosts at a time, so that a check of many hosts holds little while it waits. */
    private Uni<List<HostLookup>> addresses(List<String> hosts, Resolver lookups) {
        return hosts.isEmpty()
                ? Uni.createFrom().item(List.of())
                : Uni.join()
                        .all(hosts.stream().map(host -> address(host, lookups)).toList())
                        .usingConcurrencyOf(MAX_CONCURRENT_HOSTS)
                        .andFailFast();
    }

    private Uni<HostLookup> address(String host, Resolver lookups) {
        return lookups.addresses(host).map(lookup -> lookup.markNotPublic(guard::isReachable));
    }

    private Uni<PolicyObservations> policy(
            DomainName domain,
            Resolver lookups,
            ConnectionBudget budget,
            Stopwatch watch,
            Consumer<PartKnown> onProgress) {
        return lookups.addresses(StandardNames.policyHost(domain))
                .invoke(host -> onProgress.accept(PartKnown.ofPolicyHost(host)))
                .map(watch::time)
                .flatMap(host -> fetcher.fetch(host.value(), budget)
                        .invoke(fetch -> onProgress.accept(PartKnown.ofPolicy(fetch)))
                        .map(watch::time)
                        .map(fetch -> new PolicyObservations(host, fetch)));
    }

    private record RecordObservations(
            Stopwatch.Timed<Lookup<String>> lookup, MisplacedRecords hints, Optional<Replicas> replicas) {}

    private record MailObservations(
            Stopwatch.Timed<Lookup<MxRecord>> mx,
            List<HostLookup> hosts,
            List<StarttlsProbe> starttls,
            List<DaneProbe> dane) {}

    private record PolicyObservations(Stopwatch.Timed<HostLookup> host, Stopwatch.Timed<PolicyFetch> fetch) {

        Optional<Policy> policy() {
            return fetch.value().judged().flatMap(AddressFetch::policy);
        }
    }
}
