package io.mtasts.probe;

import io.mtasts.dns.Resolver;
import io.mtasts.https.PolicyFetcher;
import io.mtasts.name.DomainName;
import io.mtasts.name.StandardNames;
import io.mtasts.net.SsrfGuard;
import io.mtasts.verdict.HostLookup;
import io.mtasts.verdict.Lookup;
import io.mtasts.verdict.MxRecord;
import io.mtasts.verdict.Observations;
import io.mtasts.verdict.Observations.MisplacedRecords;
import io.mtasts.verdict.Observations.Timings;
import io.mtasts.verdict.PolicyFetch;
import io.mtasts.verdict.StarttlsProbe;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Asks the network everything about a domain at once; a branch waits only for what it needs. */
@Startup // reads the trust store before the first check does
@ApplicationScoped
public class DomainProber {

    /** More mail servers than anybody has; the rest is judged by name only. */
    private static final int MOST_MX_HOSTS = 100;

    private final Resolver resolver;
    private final PolicyFetcher fetcher;
    private final MailServerProber starttls;
    private final SsrfGuard guard;
    private final MisplacedRecordFinder hints;
    private final Clock clock;
    private final Event<Observations> ended;

    public DomainProber(
            Resolver resolver,
            PolicyFetcher fetcher,
            MailServerProber starttls,
            SsrfGuard guard,
            Clock clock,
            Event<Observations> ended) {
        this.resolver = resolver;
        this.fetcher = fetcher;
        this.starttls = starttls;
        this.guard = guard;
        this.hints = new MisplacedRecordFinder(resolver);
        this.clock = clock;
        this.ended = ended;
    }

    /** The parts that are told of. */
    public Set<ProbeProgress.Part> parts() {
        Set<ProbeProgress.Part> parts = EnumSet.allOf(ProbeProgress.Part.class);
        if (!starttls.isOn()) {
            parts.remove(ProbeProgress.Part.STARTTLS);
        }
        return parts;
    }

    /**
     * What there is to see; fails with a {@link io.mtasts.socket.NoSocketException} only, since what else fails is a part of it.
     *
     * @param told hears of each part as soon as it is known, on whatever thread that is
     */
    public Uni<Observations> probe(DomainName domain, Consumer<ProbeProgress> told) {
        return Uni.createFrom().deferred(() -> {
            Stopwatch watch = new Stopwatch();
            Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
            return Uni.combine()
                    .all()
                    .unis(
                            // what takes longest begins first
                            policy(domain, watch, told),
                            withTls(mailServers(domain, watch, told), told),
                            record(domain, watch, told),
                            tlsRpt(domain, watch, told))
                    .with((policy, mail, record, tlsRpt) -> new Observations(
                            domain,
                            record.lookup().value(),
                            tlsRpt.value(),
                            mail.mx().value(),
                            mail.hosts(),
                            mail.starttls(),
                            policy.fetch().value(),
                            record.hints(),
                            new Timings(
                                    record.lookup().after(),
                                    mail.mx().after(),
                                    policy.host().after(),
                                    policy.fetch().after().minus(policy.host().after()),
                                    tlsRpt.after(),
                                    watch.elapsed()),
                            now))
                    .invoke(ended::fire);
        });
    }

    /** Only the mail servers, and their addresses. */
    Uni<PartialProber.MailServers> mailServers(DomainName domain) {
        return mailServers(domain, new Stopwatch(), progress -> {})
                .map(seen -> new PartialProber.MailServers(seen.mx().value(), seen.hosts()));
    }

    /** Only the TLS reporting record. */
    Uni<Lookup<String>> tlsRpt(DomainName domain) {
        return tlsRpt(domain, new Stopwatch(), progress -> {}).map(Stopwatch.Timed::value);
    }

    private Uni<RecordSeen> record(DomainName domain, Stopwatch watch, Consumer<ProbeProgress> told) {
        return resolver.txt(StandardNames.stsRecord(domain))
                .invoke(lookup -> told.accept(ProbeProgress.ofRecord(lookup)))
                .map(watch::time)
                .flatMap(lookup -> (lookup.value().absent()
                                ? hints.find(domain)
                                : Uni.createFrom().item(MisplacedRecords.NONE))
                        .map(found -> new RecordSeen(lookup, found)));
    }

    private Uni<Stopwatch.Timed<Lookup<String>>> tlsRpt(
            DomainName domain, Stopwatch watch, Consumer<ProbeProgress> told) {
        return resolver.txt(StandardNames.tlsRptRecord(domain))
                .invoke(lookup -> told.accept(ProbeProgress.ofTlsRpt(lookup)))
                .map(watch::time);
    }

    private Uni<MailSeen> mailServers(DomainName domain, Stopwatch watch, Consumer<ProbeProgress> told) {
        return resolver.mx(domain.ascii())
                .invoke(lookup -> told.accept(ProbeProgress.ofMx(lookup)))
                .map(watch::time)
                .flatMap(mx -> addresses(hosts(domain, mx.value()))
                        .invoke(hosts -> told.accept(ProbeProgress.ofMailServers(hosts)))
                        .map(hosts -> new MailSeen(mx, hosts, List.of())));
    }

    private Uni<MailSeen> withTls(Uni<MailSeen> mail, Consumer<ProbeProgress> told) {
        return !starttls.isOn()
                ? mail
                : mail.flatMap(seen -> starttls.probe(seen.hosts())
                        .invoke(probes -> told.accept(ProbeProgress.ofStarttls(probes)))
                        .map(probes -> new MailSeen(seen.mx(), seen.hosts(), probes)));
    }

    /** The targets of the MX records; the domain itself where there is none, but not where that is not known. */
    private static List<String> hosts(DomainName domain, Lookup<MxRecord> mx) {
        if (mx.absent()) {
            return List.of(domain.ascii());
        }
        return mx.records().stream()
                .filter(record -> !record.isNull())
                .sorted(Comparator.comparingInt(MxRecord::preference))
                .map(MxRecord::host)
                .distinct()
                .limit(MOST_MX_HOSTS)
                .toList();
    }

    private Uni<List<HostLookup>> addresses(List<String> hosts) {
        return hosts.isEmpty()
                ? Uni.createFrom().item(List.of())
                : Uni.join().all(hosts.stream().map(this::address).toList()).andFailFast();
    }

    private Uni<HostLookup> address(String host) {
        return resolver.addresses(host).map(lookup -> lookup.markNotPublic(guard::isReachable));
    }

    private Uni<PolicySeen> policy(DomainName domain, Stopwatch watch, Consumer<ProbeProgress> told) {
        return resolver.addresses(StandardNames.policyHost(domain))
                .invoke(host -> told.accept(ProbeProgress.ofPolicyHost(host)))
                .map(watch::time)
                .flatMap(host -> fetcher.fetch(host.value())
                        .invoke(fetch -> told.accept(ProbeProgress.ofPolicy(fetch)))
                        .map(watch::time)
                        .map(fetch -> new PolicySeen(host, fetch)));
    }

    private record RecordSeen(Stopwatch.Timed<Lookup<String>> lookup, MisplacedRecords hints) {}

    private record MailSeen(
            Stopwatch.Timed<Lookup<MxRecord>> mx, List<HostLookup> hosts, List<StarttlsProbe> starttls) {}

    private record PolicySeen(Stopwatch.Timed<HostLookup> host, Stopwatch.Timed<PolicyFetch> fetch) {}
}
