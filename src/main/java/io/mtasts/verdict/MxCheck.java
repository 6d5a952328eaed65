package io.mtasts.verdict;

import static io.mtasts.verdict.MxFinding.MX_DOMAIN_ALIAS;
import static io.mtasts.verdict.MxFinding.MX_IMPLICIT;
import static io.mtasts.verdict.MxFinding.MX_LOOKUP_FAILED;
import static io.mtasts.verdict.MxFinding.MX_NONE;
import static io.mtasts.verdict.MxFinding.MX_NULL;
import static io.mtasts.verdict.MxFinding.MX_NULL_WITH_OTHERS;
import static io.mtasts.verdict.MxFinding.MX_TARGET_CNAME;
import static io.mtasts.verdict.MxFinding.MX_TARGET_HOSTNAME;
import static io.mtasts.verdict.MxFinding.MX_TARGET_IP;
import static io.mtasts.verdict.MxFinding.MX_TARGET_LOOKUP_FAILED;
import static io.mtasts.verdict.MxFinding.MX_TARGET_NOT_PUBLIC;
import static io.mtasts.verdict.MxFinding.MX_TARGET_SPECIAL_USE;
import static io.mtasts.verdict.MxFinding.MX_TARGET_UNRESOLVABLE;
import static io.mtasts.verdict.MxFinding.MX_UNREACHABLE;

import io.mtasts.finding.Finding;
import io.mtasts.name.DomainName;
import io.mtasts.name.MissingRootDot;
import io.mtasts.name.SpecialUseNames;
import io.mtasts.text.ListSummary;
import java.net.InetAddress;
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
 * @param known whether the lookups show which mail servers there are
 * @param servers each host once, by preference
 */
public record MxCheck(boolean known, List<MailServer> servers, List<Finding> findings) {

    /** The provider of this kind of name asks for an MX record that proves ownership of the domain. */
    private static final String TOKEN_DOMAIN = "invalid";

    /**
     * A mail server as named in DNS. The implicit one is the domain itself.
     *
     * @param lookup its addresses; empty if there were too many servers to look them up
     */
    public record MailServer(int preference, String name, boolean implicit, Optional<HostLookup> lookup) {

        /**
         * Returns whether some sender on the Internet may be able to connect to the server. Only false if DNS shows that
         * none can: there is no address, or none that is public, or the name is reserved. RFC 6761, 6.
         */
        public boolean reachable() {
            // An address in place of a name has no record in DNS, and some senders connect to it nevertheless.
            return isAddress(name)
                    || SpecialUseNames.domainOf(name).isEmpty()
                            && lookup.filter(found -> found.absent() || found.unroutable())
                                    .isEmpty();
        }

        /** Returns whether DNS says that the name of the server has no address. */
        boolean isDead() {
            return !reachable()
                    && lookup.filter(HostLookup::absent).isPresent()
                    && SpecialUseNames.domainOf(name).isEmpty();
        }

        /** Returns the names that senders may compare with a policy: of an implicit server also the alias's target. */
        public List<String> names() {
            List<String> names = new ArrayList<>(List.of(name));
            if (implicit) {
                lookup.flatMap(found -> Lookup.target(found.cnames())).ifPresent(names::add);
            }
            return names;
        }
    }

    public MxCheck {
        servers = List.copyOf(servers);
        findings = Finding.limitPerCode(Finding.MAX_PER_HOSTS, findings);
    }

    /** Returns the finding that explains why the mail servers are not known. */
    public Finding lookupFailure() {
        return findings.stream()
                .filter(finding -> finding.code() == MX_LOOKUP_FAILED)
                .findFirst()
                .orElseThrow();
    }

    /** Returns the servers to which mail can be delivered, as far as DNS shows. Only these belong into a policy. */
    public List<MailServer> reachableServers() {
        return servers.stream().filter(MailServer::reachable).toList();
    }

    /** Returns the names that a policy must list to cover the servers to which mail can be delivered. */
    public List<String> namesToCover() {
        return reachableServers().stream()
                .flatMap(server -> server.names().stream())
                .distinct()
                .toList();
    }

    /**
     * Evaluates the lookups.
     *
     * @param hosts the addresses of every MX host; those of the domain itself if it has no MX record
     */
    public static MxCheck of(DomainName domain, Lookup<MxRecord> mx, List<HostLookup> hosts) {
        if (!mx.conclusive()) {
            return new MxCheck(false, List.of(), List.of(lookupFailed(domain.ascii(), mx)));
        }
        Map<String, HostLookup> lookups =
                hosts.stream().collect(Collectors.toMap(HostLookup::name, Function.identity(), (first, same) -> first));
        List<Finding> findings = new ArrayList<>();
        Optional<String> alias = Lookup.target(mx.cnames());
        MxCheck check =
                mx.records().isEmpty() ? implicit(domain, mx, lookups) : explicit(domain, mx.records(), lookups);
        findings.addAll(check.findings());
        if (!check.servers().isEmpty() && check.reachableServers().isEmpty()) {
            findings.add(MX_UNREACHABLE
                    .about(domain.ascii())
                    .withEvidence(ListSummary.summarize(
                            check.servers().stream().map(MailServer::name).toList()))
                    .withSuggestedText(domain + ". MX 0 ."));
        }
        alias.ifPresent(target -> findings.replaceAll(finding -> besideAlias(finding, domain, target)));
        alias.filter(target -> !check.servers().isEmpty())
                .ifPresent(target ->
                        findings.add(MX_DOMAIN_ALIAS.about(domain.ascii()).withEvidence(target)));
        return new MxCheck(check.known(), check.servers(), findings);
    }

    /** Replaces a text that cannot be published next to a CNAME record. RFC 1034, 3.6.2. */
    private static Finding besideAlias(Finding finding, DomainName domain, String target) {
        return finding.suggestedText().isEmpty() || !finding.subject().equals(domain.ascii())
                ? finding
                : finding.withSuggestedText("")
                        .withRemedy("{subject} is an alias (CNAME) of " + target
                                + ", so it can have no MX records of its"
                                + " own. Publish the MX records at " + target + ", or replace the alias by address"
                                + " records and MX records.");
    }

    private static MxCheck explicit(DomainName domain, List<MxRecord> records, Map<String, HostLookup> lookups) {
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
            findings.add((servers.isEmpty() ? MX_NULL : MX_NULL_WITH_OTHERS).about(domain.ascii()));
        }
        servers.values().forEach(server -> findings.addAll(targetFindings(server, domain)));
        return new MxCheck(true, List.copyOf(servers.values()), findings);
    }

    /** Evaluates a domain without MX records. The domain itself is the mail server, if it has an address. */
    private static MxCheck implicit(DomainName name, Lookup<MxRecord> mx, Map<String, HostLookup> lookups) {
        String domain = name.ascii();
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
            findings.add(lookupFailed(domain, host.failedLookup()));
            return new MxCheck(false, List.of(), findings);
        }
        findings.add(MX_IMPLICIT.about(domain).withSuggestedText(domain + ". MX 10 " + domain + "."));
        notPublic(domain, host).ifPresent(findings::add);
        return new MxCheck(true, List.of(new MailServer(0, domain, true, Optional.of(host))), findings);
    }

    private static Finding lookupFailed(String domain, Lookup<?> lookup) {
        return MX_LOOKUP_FAILED
                .about(domain)
                .withEvidence(lookup.failure())
                .withRemedy(lookup.failureRemedy())
                .asTransient(lookup.mayRecover());
    }

    /** Returns the findings about a target. An invalid host name hides the others, which only follow from it. */
    private static List<Finding> targetFindings(MailServer server, DomainName domain) {
        if (isAddress(server.name())) {
            return List.of(MX_TARGET_IP.about(server.name()));
        }
        if (DomainName.of(server.name()).isEmpty()) {
            return List.of(MX_TARGET_HOSTNAME.about(server.name()));
        }
        List<Finding> findings = new ArrayList<>();
        Optional<String> reserved = SpecialUseNames.domainOf(server.name());
        reserved.ifPresent(
                top -> findings.add(MX_TARGET_SPECIAL_USE.about(server.name()).withEvidence(top)));
        server.lookup().ifPresent(lookup -> findings.addAll(lookupFindings(server.name(), lookup, domain)));
        return findings;
    }

    private static boolean isAddress(String name) {
        return name.indexOf(':') >= 0
                || DomainName.of(name).filter(DomainName::endsNumeric).isPresent();
    }

    /** Returns the findings about the addresses. An alias that leads nowhere explains why there is none. */
    private static List<Finding> lookupFindings(String name, HostLookup lookup, DomainName domain) {
        List<Finding> findings = new ArrayList<>();
        if (lookup.absent()) {
            findings.add(unresolvable(name, domain));
        } else if (lookup.addresses().isEmpty()) {
            Lookup<InetAddress> failed = lookup.failedLookup();
            findings.add(MX_TARGET_LOOKUP_FAILED
                    .about(name)
                    .withEvidence(failed.failure())
                    .asTransient(failed.mayRecover()));
        }
        notPublic(name, lookup).ifPresent(findings::add);
        Lookup.target(lookup.cnames()).ifPresent(target -> {
            Finding alias = MX_TARGET_CNAME.about(name).withEvidence(target);
            findings.add(findings.isEmpty() ? alias : alias.asInfo());
        });
        return findings;
    }

    /** Returns the finding about a server without an address. The remedy names the cause if the name shows it. */
    private static Finding unresolvable(String name, DomainName domain) {
        Finding finding = MX_TARGET_UNRESOLVABLE.about(name);
        if (SpecialUseNames.domainOf(name).filter(TOKEN_DOMAIN::equals).isPresent()) {
            return finding.withRemedy(
                    "Remove this MX record. Such a name is a token by which a provider verified who owns"
                            + " the domain, and it is no longer needed. Do not add it to a policy.");
        }
        return MissingRootDot.intended(name, domain)
                .map(intended ->
                        finding.withRemedy("The final dot of the target was probably forgotten. Write the target as "
                                + intended + ". with a dot at its end, or remove this MX record."))
                .orElse(finding);
    }

    private static Optional<Finding> notPublic(String name, HostLookup lookup) {
        return lookup.notPublic().isEmpty()
                ? Optional.empty()
                : Optional.of(MX_TARGET_NOT_PUBLIC
                        .about(name)
                        .withEvidence(lookup.notPublic().stream()
                                .map(InetAddress::getHostAddress)
                                .collect(Collectors.joining(", "))));
    }
}
