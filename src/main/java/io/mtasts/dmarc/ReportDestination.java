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
 * A domain that receives reports, and whether it has authorized them. RFC 9990, 4; RFC 7489, 7.1.
 *
 * @param name the owner name of the authorization record
 */
public record ReportDestination(DomainName host, String name, Authorization authorization, List<Finding> findings) {

    /** More than anybody needs. The others are not checked. */
    private static final int MAX_DESTINATIONS = 10;

    /** Whether receivers send reports there. */
    public enum Authorization {
        /** The destination belongs to the same organization as the record. */
        NOT_NEEDED,
        AUTHORIZED,
        /** The destination authorizes the reports, but would have them sent to other hosts. */
        INVALID,
        MISSING,
        UNKNOWN
    }

    public ReportDestination {
        findings = List.copyOf(findings);
    }

    /** Returns the domains of all destinations other than the record's own, in the order of the record. */
    static List<DomainName> others(TreeWalk.Visited policy) {
        DmarcRecord record = policy.record().orElseThrow();
        return Stream.concat(record.rua().stream(), usedRuf(record).stream())
                .flatMap(uri -> uri.mailHost().stream())
                .filter(host -> !host.equals(policy.domain()))
                .distinct()
                .toList();
    }

    /** Receivers must not send failure reports for a Public Suffix Domain. RFC 9991, 3. */
    private static List<ReportUri> usedRuf(DmarcRecord record) {
        return record.psd() == PsdFlag.YES ? List.of() : record.ruf();
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
     * Returns whether a destination has authorized the reports.
     *
     * @param policy the step whose record names the destination
     * @param organization the Organizational Domain of the record, empty if it is not known
     */
    static ReportDestination of(
            TreeWalk.Visited policy, Optional<DomainName> organization, DomainName host, TxtLookups records) {
        Lookup<String> lookup = records.at(authorizationName(policy.domain(), host));
        TreeWalk walk = TreeWalk.of(host, records);
        boolean known = organization.isPresent() && walk.failed().isEmpty();
        if (known && organization.get().equals(walk.organizationalDomain())) {
            return new ReportDestination(host, lookup.name(), Authorization.NOT_NEEDED, List.of());
        }
        if (lookup.records().stream().anyMatch(DmarcRecordSelector::isRecord)) {
            return authorized(policy.record().orElseThrow(), host, lookup);
        }
        Optional<Lookup<String>> failure =
                lookup.conclusive() ? walk.failed().map(TreeWalk.Visited::lookup) : Optional.of(lookup);
        if (failure.isPresent() || organization.isEmpty()) {
            String reason = failure.map(Lookup::failure).orElse("it may belong to the same organization");
            Finding unknown = DMARC_DESTINATION_LOOKUP_FAILED
                    .about(host.ascii())
                    .withEvidence(reason)
                    .asTransient(true);
            return new ReportDestination(host, lookup.name(), Authorization.UNKNOWN, List.of(unknown));
        }
        Finding unauthorized =
                DMARC_DESTINATION_UNAUTHORIZED.about(host.ascii()).withEvidence(lookup.name());
        Finding missing = lookup.outcome() == Lookup.Outcome.NAME_TOO_LONG
                ? unauthorized.withRemedy(
                        "The name {found} is longer than DNS allows, so {subject} cannot authorize the"
                                + " reports. Use an address at a domain with a shorter name.")
                : unauthorized.withSuggestedText(Tags.VERSION);
        return new ReportDestination(host, lookup.name(), Authorization.MISSING, List.of(missing));
    }

    /**
     * Evaluates an authorization record. It may name other addresses than the policy did, but only at the same host. Its
     * rua concerns aggregate reports, and its ruf failure reports. RFC 9990, 4; RFC 9991, 5.
     */
    private static ReportDestination authorized(DmarcRecord policy, DomainName host, Lookup<String> lookup) {
        boolean aggregate = isDestination(host, policy.rua());
        boolean failure = isDestination(host, usedRuf(policy));
        List<ReportUri> overrides = lookup.records().stream()
                .filter(DmarcRecordSelector::isRecord)
                .map(text -> DmarcRecordParser.read(lookup.name(), text).record())
                .flatMap(record -> Stream.concat(
                        aggregate ? record.rua().stream() : Stream.empty(),
                        failure ? record.ruf().stream() : Stream.empty()))
                .distinct()
                .toList();
        if (overrides.isEmpty()) {
            return new ReportDestination(host, lookup.name(), Authorization.AUTHORIZED, List.of());
        }
        boolean elsewhere = overrides.stream().anyMatch(uri -> !uri.host().equals(Optional.of(host)));
        DmarcFinding code = elsewhere ? DMARC_DESTINATION_OVERRIDES_ELSEWHERE : DMARC_DESTINATION_OVERRIDES;
        String addresses =
                ListSummary.summarize(overrides.stream().map(ReportUri::text).toList());
        return new ReportDestination(
                host,
                lookup.name(),
                elsewhere ? Authorization.INVALID : Authorization.AUTHORIZED,
                List.of(code.about(host.ascii()).withEvidence(addresses)));
    }

    private static boolean isDestination(DomainName host, List<ReportUri> uris) {
        return uris.stream().anyMatch(uri -> uri.mailHost().filter(host::equals).isPresent());
    }
}
