package io.mtasts.dmarc;

import io.mtasts.finding.Finding;
import io.mtasts.name.DomainName;
import java.util.List;
import java.util.Optional;

/**
 * A DMARC record to publish. RFC 9989, 4.7.
 *
 * @param name the owner name of the record
 * @param text the record, empty if a destination is not valid
 * @param fault the destination that is not valid
 */
public record DmarcSetup(String name, String text, Optional<Finding> fault) {

    private static final int MAX_DESTINATIONS = 10;

    /**
     * The requested record.
     *
     * @param policy the policy of the domain
     * @param subdomains the policy of its subdomains; absent if it is the same
     * @param testing whether receivers are to apply the next weaker policy
     * @param rua the destinations of aggregate reports; none is a mailbox of the domain
     */
    public record Request(
            AssessmentPolicy policy, Optional<AssessmentPolicy> subdomains, boolean testing, List<String> rua) {

        public Request {
            rua = List.copyOf(rua);
        }

        /** Returns the request for the record as it is; for a first record if there is no valid one. */
        public static Request of(Optional<DmarcRecord> current) {
            Optional<DmarcRecord> valid = current.filter(DmarcRecord::valid);
            return new Request(
                    valid.flatMap(record -> record.policy("p")).orElse(AssessmentPolicy.NONE),
                    valid.flatMap(record -> record.policy("sp")),
                    valid.filter(DmarcRecord::testing).isPresent(),
                    valid.map(DmarcRecord::rua).orElse(List.of()).stream()
                            .map(ReportUri::text)
                            .toList());
        }
    }

    /**
     * Generates a record. The other tags of a valid current record stay.
     *
     * @param current the record that the domain itself publishes
     */
    public static DmarcSetup of(DomainName domain, Optional<DmarcRecord> current, Request request) {
        String name = TreeWalk.nameFor(domain);
        Optional<Finding> fault = request.rua().stream()
                .skip(MAX_DESTINATIONS)
                .findFirst()
                .or(() -> request.rua().stream()
                        .filter(uri -> !UriList.isDestination(uri))
                        .findFirst())
                .map(uri -> DmarcFinding.DMARC_URI_INVALID.about(name).withEvidence(uri));
        if (fault.isPresent()) {
            return new DmarcSetup(name, "", fault);
        }
        Tags tags = current.filter(DmarcRecord::valid)
                .map(DmarcRecord::tags)
                .orElse(new Tags(List.of()))
                .without("p")
                .with("p", request.policy().toString())
                .with("rua", request.rua().isEmpty() ? Tags.reports(domain.ascii()) : String.join(",", request.rua()));
        tags = request.subdomains().isPresent()
                ? tags.with("sp", request.subdomains().get().toString())
                : tags.without("sp");
        tags = request.testing() ? tags.with("t", "y") : tags.without("t");
        // The options of failure reports without a destination for them have no effect.
        tags = tags.value("ruf").isPresent() ? tags : tags.without("fo");
        return new DmarcSetup(name, tags.toString(), Optional.empty());
    }
}
