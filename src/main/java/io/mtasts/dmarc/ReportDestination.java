package io.mtasts.dmarc;

import static io.mtasts.dmarc.DmarcFinding.DMARC_DESTINATIONS_MANY;
import static io.mtasts.dmarc.DmarcFinding.DMARC_DESTINATION_LOOKUP_FAILED;
import static io.mtasts.dmarc.DmarcFinding.DMARC_DESTINATION_OVERRIDES;
import static io.mtasts.dmarc.DmarcFinding.DMARC_DESTINATION_OVERRIDES_ELSEWHERE;
import static io.mtasts.dmarc.DmarcFinding.DMARC_DESTINATION_UNAUTHORIZED;

import io.mtasts.finding.Finding;
import io.mtasts.name.DomainName;
import io.mtasts.text.ListSummary;
import io.mtasts.verdict.Lookup;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A domain to which reports are to go, and whether it says that it takes them. RFC 9990, 4; RFC 7489, 7.1.
 *
 * @param name where it says so
 */
public record ReportDestination(DomainName host, String name, Authorization authorization, List<Finding> findings) {

    /** More than anybody needs; the others are not checked. */
    private static final int MAX_DESTINATIONS = 10;

    /** Whether receivers send reports there. */
    public enum Authorization {
        /** It belongs to the same organization as the record. */
        NOT_NEEDED,
        AUTHORIZED,
        /** It says so, but would have the reports sent to others. */
        INVALID,
        MISSING,
        UNKNOWN
    }

    public ReportDestination {
        findings = List.copyOf(findings);
    }

    /** The domains of all destinations other than the record's own, in the order of the record. */
    static List<DomainName> others(TreeWalk.Visited policy) {
        DmarcRecord record = policy.record().orElseThrow();
        return Stream.concat(record.rua().stream(), record.ruf().stream())
                .flatMap(uri -> uri.mailHost().stream())
                .filter(host -> !host.equals(policy.domain()))
                .distinct()
                .toList();
    }

    static List<DomainName> toCheck(TreeWalk.Visited policy) {
        return others(policy).stream().limit(MAX_DESTINATIONS).toList();
    }

    static Optional<Finding> tooMany(TreeWalk.Visited policy) {
        List<String> unchecked = others(policy).stream()
                .skip(MAX_DESTINATIONS)
                .map(DomainName::ascii)
                .toList();
        return unchecked.isEmpty()
                ? Optional.empty()
                : Optional.of(DMARC_DESTINATIONS_MANY
                        .about(policy.lookup().name())
                        .withEvidence(ListSummary.summarize(unchecked)));
    }

    static String authorizationName(DomainName policyDomain, DomainName host) {
        return policyDomain + "._report._dmarc." + host;
    }

    /**
     * What a destination says.
     *
     * @param organization that of the record, empty where it is not known
     */
    static ReportDestination of(
            DomainName policyDomain, Optional<DomainName> organization, DomainName host, TxtLookups records) {
        Lookup<String> lookup = records.at(authorizationName(policyDomain, host));
        TreeWalk walk = TreeWalk.of(host, records);
        boolean known = organization.isPresent() && walk.failed().isEmpty();
        if (known && organization.get().equals(walk.organizationalDomain())) {
            return new ReportDestination(host, lookup.name(), Authorization.NOT_NEEDED, List.of());
        }
        if (lookup.records().stream().anyMatch(DmarcRecordSelector::isRecord)) {
            return authorized(host, lookup);
        }
        Optional<Lookup<String>> failure =
                lookup.conclusive() ? walk.failed().map(TreeWalk.Visited::lookup) : Optional.of(lookup);
        if (failure.isPresent() || organization.isEmpty()) {
            String reason = failure.map(Lookup::failure).orElse("it may belong to the same organization");
            return new ReportDestination(
                    host,
                    lookup.name(),
                    Authorization.UNKNOWN,
                    List.of(DMARC_DESTINATION_LOOKUP_FAILED
                            .about(host.ascii())
                            .withEvidence(reason)
                            .asTransient(true)));
        }
        return new ReportDestination(
                host,
                lookup.name(),
                Authorization.MISSING,
                List.of(DMARC_DESTINATION_UNAUTHORIZED
                        .about(host.ascii())
                        .withEvidence(lookup.name())
                        .withSuggestedText(Tags.VERSION)));
    }

    /** It may name other addresses than the record did, but only its own. */
    private static ReportDestination authorized(DomainName host, Lookup<String> lookup) {
        List<ReportUri> instead = lookup.records().stream()
                .filter(DmarcRecordSelector::isRecord)
                .map(text -> DmarcRecordParser.read(lookup.name(), host.ascii(), text)
                        .record())
                .flatMap(record -> Stream.concat(record.rua().stream(), record.ruf().stream()))
                .distinct()
                .toList();
        if (instead.isEmpty()) {
            return new ReportDestination(host, lookup.name(), Authorization.AUTHORIZED, List.of());
        }
        boolean elsewhere = instead.stream().anyMatch(uri -> !uri.mailHost().equals(Optional.of(host)));
        DmarcFinding code = elsewhere ? DMARC_DESTINATION_OVERRIDES_ELSEWHERE : DMARC_DESTINATION_OVERRIDES;
        String addresses =
                ListSummary.summarize(instead.stream().map(ReportUri::text).toList());
        return new ReportDestination(
                host,
                lookup.name(),
                elsewhere ? Authorization.INVALID : Authorization.AUTHORIZED,
                List.of(code.about(host.ascii()).withEvidence(addresses)));
    }
}
