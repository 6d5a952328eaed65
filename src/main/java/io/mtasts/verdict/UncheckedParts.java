package io.mtasts.verdict;

import io.mtasts.finding.CheckedPart;
import io.mtasts.text.ListSummary;
import io.mtasts.verdict.Coverage.Host;
import io.mtasts.verdict.MxCheck.MailServer;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A collector of everything that a check did not look at, or could not determine. */
final class UncheckedParts {

    private static final int MAX_NAMED = 3;

    private final Observations observations;
    private final MxCheck mx;
    private final Coverage coverage;
    private final List<Unchecked> parts = new ArrayList<>();

    private UncheckedParts(Observations observations, MxCheck mx, Coverage coverage) {
        this.observations = observations;
        this.mx = mx;
        this.coverage = coverage;
    }

    /** Returns the parts, in the order of a check. */
    static List<Unchecked> of(Observations observations, MxCheck mx, Coverage coverage) {
        UncheckedParts unchecked = new UncheckedParts(observations, mx, coverage);
        unchecked.lookup(CheckedPart.RECORD, "the MTA-STS record", observations.record());
        unchecked.policyHost();
        unchecked.mailServers();
        unchecked.starttls();
        unchecked.dane();
        unchecked.lookup(
                CheckedPart.TLS_RPT,
                "the TLS reporting record",
                observations.tlsRpt().lookup());
        unchecked.reportDestinations();
        return List.copyOf(unchecked.parts);
    }

    private void lookup(CheckedPart part, String what, Lookup<?> lookup) {
        if (!lookup.conclusive()) {
            parts.add(new Unchecked(part, what, lookup.failure()));
        }
    }

    private void reportDestinations() {
        observations.tlsRpt().destinations().stream()
                .flatMap(destination -> destination.failure().stream())
                .findFirst()
                .ifPresent(failure ->
                        parts.add(new Unchecked(CheckedPart.TLS_RPT, "where TLS reports are sent", failure)));
    }

    private void policyHost() {
        HostLookup host = observations.policy().host();
        failure(host)
                .ifPresent(failure -> parts.add(new Unchecked(
                        CheckedPart.HTTPS,
                        host.addresses().isEmpty()
                                ? "the addresses of the policy host"
                                : "some addresses of the policy host",
                        failure)));
        // A sender may use any of the addresses.
        long reachable = host.addresses().stream()
                .filter(address -> !host.notPublic().contains(address))
                .filter(address -> !observations.policy().notPublic().contains(address))
                .count();
        long fetched = observations.policy().answers().stream()
                .filter(AddressFetch::isFetched)
                .count();
        if (observations.policy().isUndetermined()) {
            String reason =
                    observations.policy().failure().map(FetchFailure::detail).orElse("");
            parts.add(new Unchecked(CheckedPart.HTTPS, "the policy", reason));
        } else if (fetched > 0 && fetched < reachable) {
            parts.add(new Unchecked(
                    CheckedPart.HTTPS,
                    "the policy at the other addresses of its host",
                    "the policy was fetched from %d of %d addresses".formatted(fetched, reachable)));
        }
    }

    private void mailServers() {
        lookup(CheckedPart.MX, "the mail servers", observations.mx());
        List<String> skipped = mx.servers().stream()
                .filter(server -> server.lookup().isEmpty())
                .map(MailServer::name)
                .toList();
        if (!skipped.isEmpty()) {
            parts.add(new Unchecked(
                    CheckedPart.MX,
                    "the addresses of " + names(skipped),
                    "the addresses of the first %d mail servers were looked up"
                            .formatted(mx.servers().size() - skipped.size())));
        }
        List<String> failed = mx.servers().stream()
                .filter(server ->
                        server.lookup().flatMap(UncheckedParts::failure).isPresent())
                .map(MailServer::name)
                .toList();
        mx.servers().stream()
                .flatMap(server -> server.lookup().flatMap(UncheckedParts::failure).stream())
                .findFirst()
                .ifPresent(failure ->
                        parts.add(new Unchecked(CheckedPart.MX, "all addresses of " + names(failed), failure)));
    }

    private void starttls() {
        List<Host> hosts = reachableHosts();
        if (hosts.isEmpty()) {
            return;
        }
        if (hosts.stream().allMatch(host -> host.starttls().isEmpty())) {
            parts.add(new Unchecked(CheckedPart.STARTTLS, "the TLS of the mail servers", "off"));
            return;
        }
        List<Host> open = hosts.stream().filter(UncheckedParts::isOpen).toList();
        if (!open.isEmpty()) {
            String names =
                    names(open.stream().map(UncheckedParts::openAddresses).toList());
            parts.add(new Unchecked(
                    CheckedPart.STARTTLS,
                    "the TLS of " + names,
                    open.stream()
                            .flatMap(host -> host.starttls().stream())
                            .filter(probe -> probe.status() == StarttlsProbe.Status.UNKNOWN)
                            .flatMap(probe -> probe.failure().stream())
                            .map(StarttlsFailure::detail)
                            .filter(detail -> !detail.isEmpty())
                            .findFirst()
                            .orElse("not determined")));
        }
    }

    /** Returns whether the TLS of an address of the server is not known. */
    private static boolean isOpen(Host host) {
        return host.starttls().isEmpty() || host.hasTls(StarttlsProbe.Status.UNKNOWN);
    }

    /** Returns the name of the server, and the addresses that are not known unless they are all of them. */
    private static String openAddresses(Host host) {
        List<String> unknown = host.starttls().stream()
                .filter(probe -> probe.status() == StarttlsProbe.Status.UNKNOWN)
                .map(probe -> probe.address().getHostAddress())
                .toList();
        return unknown.size() == host.starttls().size()
                ? host.name()
                : host.name() + " (" + String.join(", ", unknown) + ")";
    }

    private void dane() {
        List<Host> hosts = reachableHosts();
        if (hosts.isEmpty()) {
            return;
        }
        if (observations.dane().isEmpty()) {
            parts.add(new Unchecked(CheckedPart.DANE, "DANE", "off"));
            return;
        }
        dane(
                hosts,
                "the TLSA records of ",
                host -> host.dane()
                        .filter(probe -> probe.status() != DaneProbe.Status.NOT_CHECKED)
                        .isEmpty());
        dane(
                hosts,
                "whether the TLSA records match the certificate of ",
                host -> host.dane()
                        .filter(probe -> probe.status() == DaneProbe.Status.SECURE
                                && probe.isUsable()
                                && probe.matches().isEmpty())
                        .isPresent());
    }

    private void dane(List<Host> hosts, String what, Predicate<Host> isOpen) {
        List<Host> open = hosts.stream().filter(isOpen).toList();
        if (!open.isEmpty()) {
            String reason = open.stream()
                    .flatMap(host -> host.dane().stream())
                    .map(probe -> probe.tlsa().lookup().failure())
                    .filter(failure -> !failure.isEmpty())
                    .findFirst()
                    .orElse("not determined");
            String names = names(open.stream().map(Host::name).toList());
            parts.add(new Unchecked(CheckedPart.DANE, what + names, reason));
        }
    }

    /** Returns the names of a few servers, or the number of many, since the documents and pages list them anyway. */
    private static String names(List<String> servers) {
        return servers.size() > MAX_NAMED ? servers.size() + " mail servers" : ListSummary.summarize(servers);
    }

    private List<Host> reachableHosts() {
        return coverage.hosts().stream().filter(Host::reachable).toList();
    }

    private static Optional<String> failure(HostLookup host) {
        return Stream.<Lookup<InetAddress>>of(host.a(), host.aaaa())
                .filter(lookup -> !lookup.conclusive())
                .map(Lookup::failure)
                .findFirst();
    }
}
