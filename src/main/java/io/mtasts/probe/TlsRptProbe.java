package io.mtasts.probe;

import io.mtasts.dns.Resolver;
import io.mtasts.name.DomainName;
import io.mtasts.name.StandardNames;
import io.mtasts.net.SsrfGuard;
import io.mtasts.text.Uri;
import io.mtasts.tlsrpt.TlsRptParser;
import io.mtasts.verdict.HostLookup;
import io.mtasts.verdict.Lookup;
import io.mtasts.verdict.ReportHostLookup;
import io.mtasts.verdict.TlsRptObservations;
import io.mtasts.verdict.TlsRptObservations.MisplacedText;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** A probe of TLS reporting: the record, records at wrong names, and the hosts to which reports are sent. */
final class TlsRptProbe {

    /** Labels below which people often publish the record. */
    private static final List<String> WRONG_LABELS = List.of("_tlsrpt.", "_smtp-tls.", "_smtp-tlsrpt.", "_tls.", "");

    /** The destinations that are looked up. Nearly every record has one or two. */
    private static final int MAX_DESTINATIONS = 4;

    /** The records at wrong names that are kept. */
    private static final int MAX_MISPLACED = 5;

    private final Resolver resolver;
    private final SsrfGuard guard;

    TlsRptProbe(Resolver resolver, SsrfGuard guard) {
        this.resolver = resolver;
        this.guard = guard;
    }

    /** Looks for the record at wrong names if there is none at the right one. */
    Uni<TlsRptObservations> misplaced(DomainName domain, Lookup<String> lookup) {
        if (!lookup.absent() && lookup.records().stream().anyMatch(TlsRptParser::isRecord)
                || !lookup.conclusive()
                || lookup.outcome() == Lookup.Outcome.NAME_TOO_LONG) {
            return Uni.createFrom().item(TlsRptObservations.of(lookup));
        }
        return Uni.join()
                .all(WRONG_LABELS.stream()
                        .map(label -> resolver.txt(label + domain))
                        .toList())
                .andFailFast()
                .map(lookups -> new TlsRptObservations(
                        lookup,
                        lookups.stream()
                                .flatMap(found -> found.records().stream()
                                        .filter(TlsRptParser::isRecord)
                                        .map(text -> new MisplacedText(found.name(), text)))
                                .limit(MAX_MISPLACED)
                                .toList(),
                        List.of(),
                        lookups.stream()
                                .anyMatch(found -> found.name().equals(domain.ascii())
                                        && found.outcome() == Lookup.Outcome.NX_DOMAIN)));
    }

    /** Looks up the hosts to which the record sends reports. */
    Uni<TlsRptObservations> destinations(DomainName domain, TlsRptObservations observed) {
        Lookup<String> lookup = observed.lookup();
        List<Uni<ReportHostLookup>> lookups =
                TlsRptParser.read(StandardNames.tlsRptRecord(domain), domain.ascii(), lookup.records()).rua().stream()
                        .distinct()
                        .limit(MAX_DESTINATIONS)
                        .flatMap(uri -> destination(uri).stream())
                        .toList();
        return lookups.isEmpty()
                ? Uni.createFrom().item(observed)
                : Uni.join()
                        .all(lookups)
                        .andFailFast()
                        .map(found ->
                                new TlsRptObservations(lookup, observed.misplaced(), found, observed.domainAbsent()));
    }

    /** Looks up the host of a destination, unless it is an address or no host name. */
    private Optional<Uni<ReportHostLookup>> destination(String uri) {
        Optional<Uri> parsed = Uri.parse(uri);
        Optional<String> mailDomain = parsed.flatMap(Uri::mailDomain);
        return Stream.concat(mailDomain.stream(), parsed.flatMap(Uri::host).stream())
                .map(host -> host.toLowerCase(Locale.ROOT))
                .filter(host ->
                        DomainName.of(host).filter(name -> !name.endsNumeric()).isPresent())
                .findFirst()
                .map(host -> mailDomain.isPresent() ? mailbox(uri, host) : url(uri, host));
    }

    /** Looks up the mail servers of a domain. Without MX records the domain itself receives mail. RFC 5321, 5.1. */
    private Uni<ReportHostLookup> mailbox(String uri, String host) {
        return resolver.mx(host)
                .flatMap(mx -> mx.absent()
                        ? addresses(host)
                                .map(found -> new ReportHostLookup(uri, host, Optional.of(mx), Optional.of(found)))
                        : Uni.createFrom().item(new ReportHostLookup(uri, host, Optional.of(mx), Optional.empty())));
    }

    private Uni<ReportHostLookup> url(String uri, String host) {
        return addresses(host).map(found -> new ReportHostLookup(uri, host, Optional.empty(), Optional.of(found)));
    }

    private Uni<HostLookup> addresses(String host) {
        return resolver.addresses(host).map(lookup -> lookup.markNotPublic(guard::isReachable));
    }
}
