package io.mtasts.document;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mtasts.dmarc.DmarcReport;
import io.mtasts.dmarc.DmarcVerdict;
import io.mtasts.dmarc.ReportDestination;
import io.mtasts.name.DomainName;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The JSON document about the DMARC of a domain. Members that do not apply are left out. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(
        name = "DmarcReport",
        description = "The DMARC status of a domain (RFC 9989). Members that do not apply are left out.")
public record DmarcDocument(
        @Schema(description = "The domain in A-label form.", examples = "example.com", required = true)
        String domain,

        @Schema(description = "The domain in Unicode, only if it differs.", examples = "bücher.example") @Nullable
        String unicodeDomain,

        @Schema(
                description = "How a receiver that strictly follows RFC 9989 treats mail today that claims to come"
                        + " from the domain and fails DMARC.",
                examples = "enforcing",
                required = true)
        DmarcVerdict verdict,

        @Schema(
                description = "The severity of the worst finding, or ok if there are none.",
                examples = "ok",
                required = true)
        WorstSeverity severity,

        @Schema(
                description = "The verdict in one sentence.",
                examples = "Receivers reject mail in the name of example.com that fails DMARC.",
                required = true)
        String summary,

        @Schema(description = "The TXT records at the _dmarc name of the domain itself.", required = true)
        DmarcRecordDocument record,

        @Schema(
                description = "The policy that applies, from the record of the domain or of a domain above it. Left"
                        + " out if no policy applies.")
        @Nullable
        DmarcPolicyDocument policy,

        @Schema(
                description = "The Organizational Domain (RFC 9989, 4.10.2). Left out if the DNS Tree Walk failed.",
                examples = "example.com")
        @Nullable
        String organizationalDomain,

        @Schema(
                description = "The DNS Tree Walk: the names that receivers query, at most eight, the longest first.",
                required = true)
        List<DmarcRecordDocument> walk,

        @Schema(
                description = "The domains that are to receive reports, other than the domain of the record. At most"
                        + " ten.",
                required = true)
        List<DestinationDocument> destinations,

        @Schema(description = "The findings, worst first.", required = true)
        List<FindingDocument> findings,

        @Schema(description = "The corrected texts to publish, one for each text that should change.", required = true)
        List<CorrectionDocument> corrections,

        @Schema(description = "When the check started.", examples = "2026-11-23T12:00:00Z", required = true)
        Instant checkedAt,

        @Schema(description = "The duration of the check in milliseconds.", examples = "25", required = true)
        long durationMs,

        @Schema(description = "The build of the service.", required = true)
        BuildInfo service)
        implements DomainDocument {

    /** A domain that is to receive reports. */
    @Schema(
            name = "DmarcDestination",
            description = "A domain that is to receive reports, and whether it has authorized them (RFC 9990, 4).")
    public record DestinationDocument(
            @Schema(description = "The domain.", examples = "reports.example.net", required = true)
            String host,

            @Schema(
                    description = "Whether the domain has authorized the reports: not-needed within one organization,"
                            + " missing if there is no authorization, invalid if it would redirect the reports to"
                            + " another domain, unknown if the lookup failed.",
                    examples = "authorized",
                    required = true)
            ReportDestination.Authorization authorization,

            @Schema(
                    description = "The name of the TXT record that authorizes the reports.",
                    examples = "example.com._report._dmarc.reports.example.net",
                    required = true)
            String name) {

        static DestinationDocument of(ReportDestination destination) {
            return new DestinationDocument(destination.host().ascii(), destination.authorization(), destination.name());
        }
    }

    /**
     * Returns the document of a report that has a verdict.
     *
     * @param unicodeDomain the domain in Unicode, which may be the same as in A-labels
     */
    public static DmarcDocument of(String unicodeDomain, DmarcReport report) {
        var observations = report.observations();
        String domain = observations.domain().ascii();
        List<DmarcRecordDocument> walk =
                report.walk().stream().map(DmarcRecordDocument::of).toList();
        return new DmarcDocument(
                domain,
                DocumentValues.unicodeIfDifferent(unicodeDomain, domain),
                report.verdict().orElseThrow(),
                WorstSeverity.of(report.severity()),
                report.summary(),
                walk.get(0),
                report.policy().map(DmarcPolicyDocument::of).orElse(null),
                report.organization().map(DomainName::ascii).orElse(null),
                walk,
                report.destinations().stream().map(DestinationDocument::of).toList(),
                FindingDocument.of(report.findings()),
                CorrectionDocument.of(report.correction().stream().toList()),
                observations.checkedAt(),
                observations.total().toMillis(),
                BuildInfo.CURRENT);
    }
}
