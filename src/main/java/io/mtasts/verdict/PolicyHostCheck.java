package io.mtasts.verdict;

import static io.mtasts.verdict.HttpsFinding.HTTPS_HOST_CNAME;
import static io.mtasts.verdict.HttpsFinding.HTTPS_HOST_DANGLING;
import static io.mtasts.verdict.HttpsFinding.HTTPS_HOST_LOOKUP_FAILED;
import static io.mtasts.verdict.HttpsFinding.HTTPS_HOST_LOOKUP_PARTIAL;
import static io.mtasts.verdict.HttpsFinding.HTTPS_HOST_NOT_PUBLIC;
import static io.mtasts.verdict.HttpsFinding.HTTPS_HOST_NXDOMAIN;
import static io.mtasts.verdict.HttpsFinding.HTTPS_IPV6_ONLY;

import io.mtasts.finding.Finding;
import io.mtasts.finding.Severity;
import io.mtasts.name.DomainName;
import io.mtasts.name.MissingRootDot;
import io.mtasts.name.Nat64Prefix;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Judges the name and the addresses of the Policy Host. RFC 8461, 3.3, 8.2. */
final class PolicyHostCheck {

    private PolicyHostCheck() {}

    static List<Finding> findings(PolicyFetch fetch) {
        Optional<DomainName> domain = DomainName.of(fetch.host().name()).flatMap(DomainName::parent);
        HostLookup host = fetch.host();
        List<Finding> findings = new ArrayList<>();
        if (host.dangling()) {
            findings.add(dangling(host, domain));
        } else if (host.absent()) {
            findings.add(HTTPS_HOST_NXDOMAIN.about(host.name()));
        } else {
            reportLookups(host, findings);
        }
        if (!host.dangling()) {
            Lookup.target(host.cnames())
                    .ifPresent(target ->
                            findings.add(HTTPS_HOST_CNAME.about(host.name()).withEvidence(target)));
        }
        if (!fetch.notPublic().isEmpty()) {
            boolean noneLeft = fetch.failure()
                    .filter(failure -> failure.kind() == FetchFailure.Kind.NOT_PUBLIC)
                    .isPresent();
            findings.add(HTTPS_HOST_NOT_PUBLIC
                    .about(host.name())
                    .withEvidence(fetch.notPublic().stream()
                            .map(InetAddress::getHostAddress)
                            .collect(Collectors.joining(", ")))
                    .withSeverity(noneLeft ? Severity.ERROR : Severity.WARNING));
        }
        if (host.a().absent()
                && !host.addresses().isEmpty()
                && host.addresses().stream().noneMatch(Nat64Prefix::isPrefixOf)) {
            findings.add(HTTPS_IPV6_ONLY.about(host.name()));
        }
        return findings;
    }

    private static Finding dangling(HostLookup host, Optional<DomainName> domain) {
        String target = Lookup.target(host.cnames()).orElseThrow();
        Finding finding = HTTPS_HOST_DANGLING.about(host.name()).withEvidence(target);
        return domain.flatMap(zone -> MissingRootDot.intended(target, zone))
                .map(intended ->
                        finding.withRemedy("The final dot of the target was probably forgotten. Write the target as "
                                + intended + ". with a dot at its end."))
                .orElse(finding);
    }

    private static void reportLookups(HostLookup host, List<Finding> findings) {
        List<Lookup<InetAddress>> failed = List.of(host.a(), host.aaaa()).stream()
                .filter(lookup -> !lookup.conclusive())
                .toList();
        if (!failed.isEmpty()) {
            HttpsFinding code = host.addresses().isEmpty() ? HTTPS_HOST_LOOKUP_FAILED : HTTPS_HOST_LOOKUP_PARTIAL;
            findings.add(code.about(host.name())
                    .withEvidence(failed.get(0).failure())
                    .withRemedy(failed.get(0).failureRemedy())
                    .asTransient(failed.get(0).mayRecover()));
        }
    }
}
