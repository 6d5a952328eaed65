package io.mtasts.probe;

import io.mtasts.dane.TlsaMatcher;
import io.mtasts.dane.TlsaRecord;
import io.mtasts.dns.Resolver;
import io.mtasts.name.DomainName;
import io.mtasts.name.StandardNames;
import io.mtasts.verdict.CertificateProblem;
import io.mtasts.verdict.CertificateRules;
import io.mtasts.verdict.DaneProbe;
import io.mtasts.verdict.DaneProbe.Match;
import io.mtasts.verdict.HostLookup;
import io.mtasts.verdict.Lookup;
import io.mtasts.verdict.StarttlsProbe;
import io.mtasts.verdict.TlsaLookup;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A prober of the TLSA records of mail servers. RFC 7672. */
final class DaneProber {

    /** The mail servers whose TLSA records are looked up. */
    static final int MAX_HOSTS = 20;

    private static final Set<CertificateProblem> WRONG_NAMES =
            Set.of(CertificateProblem.NO_SAN, CertificateProblem.NAME_MISMATCH);

    private final Resolver lookups;

    /** Creates a prober for one check, with its resolver. */
    DaneProber(Resolver lookups) {
        this.lookups = lookups;
    }

    /**
     * Looks up the TLSA records of mail servers that have an address. The result has no entry for other mail servers, and
     * none at all if no resolver is trusted to validate.
     */
    Uni<List<DaneProbe>> lookUp(List<HostLookup> hosts) {
        List<Uni<DaneProbe>> probes = hosts.stream()
                .filter(host -> lookups.isValidating()
                        && !host.addresses().isEmpty()
                        && DomainName.of(host.name()).isPresent())
                .limit(MAX_HOSTS)
                .map(this::lookUp)
                .toList();
        return probes.isEmpty()
                ? Uni.createFrom().item(List.of())
                : Uni.join().all(probes).andFailFast();
    }

    private Uni<DaneProbe> lookUp(HostLookup host) {
        return tlsa(host).map(tlsa -> new DaneProbe(host.name(), tlsa, List.of()));
    }

    /** Looks for records at the end of the aliases of the mail server first. RFC 7672, 2.2.2. */
    private Uni<TlsaLookup> tlsa(HostLookup host) {
        Uni<TlsaLookup> ofName = lookups.tlsa(StandardNames.tlsaRecords(host.name()));
        return Lookup.target(host.cnames())
                .map(target -> lookups.tlsa(StandardNames.tlsaRecords(target))
                        .flatMap(found -> found.lookup().absent()
                                ? ofName
                                : Uni.createFrom().item(found)))
                .orElse(ofName);
    }

    /**
     * Compares the records with the certificates that the mail servers sent. Verifies signatures, so it does not run on the
     * calling thread.
     *
     * @param domain the mail domain, whose name a certificate may have too. RFC 7672, 3.2.3
     */
    static Uni<List<DaneProbe>> match(
            List<DaneProbe> probes, List<StarttlsProbe> starttls, DomainName domain, Instant now) {
        boolean nothingToCompare = probes.stream().noneMatch(DaneProber::isComparable)
                || starttls.stream().allMatch(probe -> probe.certificates().isEmpty());
        return nothingToCompare
                ? Uni.createFrom().item(probes)
                : Uni.createFrom()
                        .item(() -> probes.stream()
                                .map(probe -> isComparable(probe) ? matched(probe, starttls, domain, now) : probe)
                                .toList())
                        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    private static boolean isComparable(DaneProbe probe) {
        return probe.status() == DaneProbe.Status.SECURE;
    }

    private static DaneProbe matched(DaneProbe probe, List<StarttlsProbe> starttls, DomainName domain, Instant now) {
        List<TlsaRecord> records = probe.tlsa().lookup().records();
        List<Match> matches = starttls.stream()
                .filter(server -> server.host().equals(probe.host()))
                .flatMap(server -> match(server, records, names(probe, domain), now).stream())
                .toList();
        return new DaneProbe(probe.host(), probe.tlsa(), matches);
    }

    /** Returns the names that a certificate may have: those of the records, the MX record and the mail domain. RFC 7672, 3.2.3. */
    private static List<String> names(DaneProbe probe, DomainName domain) {
        String base = probe.tlsa().lookup().name().substring(StandardNames.TLSA_LABELS.length() + 1);
        return List.of(base, probe.host(), domain.ascii());
    }

    private static Optional<Match> match(
            StarttlsProbe server, List<TlsaRecord> records, List<String> names, Instant now) {
        List<X509Certificate> sent = server.certificates();
        if (sent.isEmpty()) {
            return Optional.empty();
        }
        X509Certificate leaf = sent.get(0);
        boolean named = names.stream()
                .anyMatch(name ->
                        CertificateRules.problems(leaf, name, now).stream().noneMatch(WRONG_NAMES::contains));
        return Optional.of(
                new Match(server.address(), TlsaMatcher.matches(records, sent, named, now), TlsaRecord.of(leaf)));
    }
}
