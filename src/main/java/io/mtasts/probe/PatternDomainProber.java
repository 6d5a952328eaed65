package io.mtasts.probe;

import io.mtasts.dns.Resolver;
import io.mtasts.name.DomainName;
import io.mtasts.name.PublicSuffixes;
import io.mtasts.sts.MxPattern;
import io.mtasts.sts.MxPatterns;
import io.mtasts.sts.Policy;
import io.mtasts.verdict.HostLookup;
import io.mtasts.verdict.Lookup;
import io.mtasts.verdict.Lookup.Outcome;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A prober of the domains that the patterns of a policy name although no mail server is in them. */
final class PatternDomainProber {

    /** The domains that are looked up. A policy with more of them has other problems. */
    static final int MAX_DOMAINS = 4;

    private final Resolver lookups;

    PatternDomainProber(Resolver lookups) {
        this.lookups = lookups;
    }

    /**
     * Looks up the registered names of patterns that match no mail server, and returns those that do not exist.
     *
     * @param domain the checked domain, which exists
     * @param hosts the mail servers with their addresses
     */
    Uni<List<String>> unregistered(DomainName domain, Optional<Policy> policy, List<HostLookup> hosts) {
        List<Uni<Lookup<String>>> queries =
                policy.map(served -> candidates(domain, served, hosts)).orElse(List.of()).stream()
                        .map(lookups::nameServers)
                        .toList();
        return queries.isEmpty()
                ? Uni.createFrom().item(List.of())
                : Uni.join().all(queries).andFailFast().map(PatternDomainProber::missing);
    }

    private static List<String> missing(List<Lookup<String>> found) {
        return found.stream()
                .filter(lookup -> lookup.outcome() == Outcome.NX_DOMAIN)
                .map(Lookup::name)
                .toList();
    }

    private static List<String> candidates(DomainName domain, Policy policy, List<HostLookup> hosts) {
        MxPatterns patterns = new MxPatterns(policy.mx());
        Set<MxPattern> used = hosts.stream()
                .flatMap(host -> patterns.matching(host.name()).stream())
                .collect(Collectors.toSet());
        Set<DomainName> existing = Stream.concat(
                        Stream.of(domain),
                        hosts.stream()
                                .filter(host -> !host.absent())
                                .flatMap(host -> DomainName.of(host.name()).stream()))
                .flatMap(name -> PublicSuffixes.registeredName(name).stream())
                .collect(Collectors.toSet());
        return patterns.all().stream()
                .filter(pattern -> !used.contains(pattern))
                .flatMap(pattern -> PublicSuffixes.registeredName(pattern.name()).stream())
                .filter(name -> !existing.contains(name))
                .map(DomainName::ascii)
                .distinct()
                .limit(MAX_DOMAINS)
                .toList();
    }
}
