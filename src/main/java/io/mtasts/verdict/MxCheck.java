package io.mtasts.verdict;

import static io.mtasts.verdict.MxFinding.MX_IMPLICIT;
import static io.mtasts.verdict.MxFinding.MX_NONE;
import static io.mtasts.verdict.MxFinding.MX_NULL;
import static io.mtasts.verdict.MxFinding.MX_NULL_WITH_OTHERS;
import static io.mtasts.verdict.MxFinding.MX_TARGET_CNAME;
import static io.mtasts.verdict.MxFinding.MX_TARGET_HOSTNAME;
import static io.mtasts.verdict.MxFinding.MX_TARGET_IP;
import static io.mtasts.verdict.MxFinding.MX_TARGET_LOOKUP_FAILED;
import static io.mtasts.verdict.MxFinding.MX_TARGET_UNRESOLVABLE;

import io.mtasts.finding.Finding;
import io.mtasts.name.DomainName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The real mail servers of a domain. RFC 5321, 5.1; RFC 7505.
 *
 * @param known whether the look-ups told what mail servers there are
 * @param servers each host once, by preference
 */
public record MxCheck(boolean known, List<MailServer> servers, List<Finding> findings) {

    /** A mail server as DNS names it; the implicit one is the domain itself. */
    public record MailServer(int preference, String name, boolean implicit, Optional<HostLookup> lookup) {}

    public MxCheck {
        servers = List.copyOf(servers);
        findings = Finding.limitPerCode(Finding.MAX_PER_HOSTS, findings);
    }

    /** The finding that says why the mail servers are not known. */
    public Finding lookupFailure() {
        return findings.stream()
                .filter(finding -> finding.code() == MxFinding.MX_LOOKUP_FAILED)
                .findFirst()
                .orElseThrow();
    }

    /**
     * What the look-ups amount to.
     *
     * @param hosts the addresses of every MX host; those of the domain itself where it has no MX record
     */
    public static MxCheck of(DomainName name, Lookup<MxRecord> mx, List<HostLookup> hosts) {
        String domain = name.ascii();
        if (!mx.conclusive()) {
            return new MxCheck(false, List.of(), List.of(lookupFailed(domain, mx)));
        }
        Map<String, HostLookup> lookups =
                hosts.stream().collect(Collectors.toMap(HostLookup::name, Function.identity(), (first, same) -> first));
        return mx.records().isEmpty() ? implicit(domain, mx, lookups) : explicit(domain, mx.records(), lookups);
    }

    private static MxCheck explicit(String domain, List<MxRecord> records, Map<String, HostLookup> lookups) {
        List<Finding> findings = new ArrayList<>();
        Map<String, MailServer> servers = new LinkedHashMap<>();
        records.stream()
                .filter(record -> !record.isNull())
                .sorted(Comparator.comparingInt(MxRecord::preference).thenComparing(MxRecord::host))
                .forEach(record -> servers.putIfAbsent(
                        record.host(),
                        new MailServer(
                                record.preference(),
                                record.host(),
                                false,
                                Optional.ofNullable(lookups.get(record.host())))));
        if (records.stream().anyMatch(MxRecord::isNull)) {
            findings.add((servers.isEmpty() ? MX_NULL : MX_NULL_WITH_OTHERS).about(domain));
        }
        servers.values().forEach(server -> findings.addAll(targetFaults(server)));
        return new MxCheck(true, List.copyOf(servers.values()), findings);
    }

    /** Without an MX record the domain itself is the mail server, if it has an address. */
    private static MxCheck implicit(String domain, Lookup<MxRecord> mx, Map<String, HostLookup> lookups) {
        List<Finding> findings = new ArrayList<>();
        if (mx.outcome() == Lookup.Outcome.NX_DOMAIN && !mx.dangling()) {
            findings.add(DomainFinding.DOMAIN_NXDOMAIN.about(domain));
        }
        HostLookup host = lookups.get(domain);
        if (host == null || host.absent()) {
            findings.add(MX_NONE.about(domain).withSuggestedText(domain + ". MX 0 ."));
            return new MxCheck(true, List.of(), findings);
        }
        if (host.addresses().isEmpty()) {
            findings.add(lookupFailed(domain, host.a().conclusive() ? host.aaaa() : host.a()));
            return new MxCheck(false, List.of(), findings);
        }
        findings.add(MX_IMPLICIT.about(domain).withSuggestedText(domain + ". MX 10 " + domain + "."));
        return new MxCheck(true, List.of(new MailServer(0, domain, true, Optional.of(host))), findings);
    }

    private static Finding lookupFailed(String domain, Lookup<?> lookup) {
        return MxFinding.MX_LOOKUP_FAILED
                .about(domain)
                .withEvidence(lookup.failure())
                .asTransient(true);
    }

    /** What is no host name hides the other faults, which only follow from it. */
    private static List<Finding> targetFaults(MailServer server) {
        Optional<DomainName> name = DomainName.of(server.name());
        if (isAddress(server.name()) || name.filter(DomainName::endsNumeric).isPresent()) {
            return List.of(MX_TARGET_IP.about(server.name()));
        }
        if (name.isEmpty()) {
            return List.of(MX_TARGET_HOSTNAME.about(server.name()));
        }
        return server.lookup()
                .map(lookup -> lookupFaults(server.name(), lookup))
                .orElse(List.of());
    }

    /** An alias that leads nowhere explains why there is no address. */
    private static List<Finding> lookupFaults(String name, HostLookup lookup) {
        List<Finding> findings = new ArrayList<>();
        if (lookup.absent()) {
            findings.add(MX_TARGET_UNRESOLVABLE.about(name));
        } else if (lookup.addresses().isEmpty()) {
            Lookup<?> failed = lookup.a().conclusive() ? lookup.aaaa() : lookup.a();
            findings.add(MX_TARGET_LOOKUP_FAILED
                    .about(name)
                    .withEvidence(failed.failure())
                    .asTransient(true));
        }
        List<String> cnames = lookup.cnames();
        if (!cnames.isEmpty()) {
            Finding alias = MX_TARGET_CNAME.about(name).withEvidence(cnames.get(cnames.size() - 1));
            findings.add(findings.isEmpty() ? alias : alias.asInfo());
        }
        return findings;
    }

    private static boolean isAddress(String host) {
        return host.indexOf(':') >= 0;
    }
}
