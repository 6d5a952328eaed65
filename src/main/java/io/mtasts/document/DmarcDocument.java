package io.mtasts.document;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mtasts.dmarc.DmarcReport;
import io.mtasts.dmarc.ReportDestination;
import io.mtasts.document.ReportDocument.FindingDocument;
import io.mtasts.name.DomainName;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The JSON document about the DMARC of a domain. Members that do not apply are left out. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(
        name = "DmarcReport",
        description = "Where a domain stands with DMARC (RFC 9989). Members that do not apply are left out.")
public record DmarcDocument(
        @Schema(description = "The domain in A-label form.", examples = "example.com", required = true)
        String domain,

        @Schema(description = "The domain in Unicode, only where that differs.", examples = "bücher.example") @Nullable
        String unicodeDomain,

        @Schema(
                description =
                        "What a receiver that follows RFC 9989 to the letter does today with mail in the name of the"
                                + " domain that fails DMARC.",
                enumeration = {"enforcing", "testing", "monitoring", "broken", "not-configured"},
                examples = "enforcing",
                required = true)
        String verdict,

        @Schema(
                description = "The severity of the worst finding; ok where there is none.",
                enumeration = {"ok", "info", "warning", "error", "critical"},
                examples = "ok",
                required = true)
        String severity,

        @Schema(
                description = "The verdict in one sentence, for people.",
                examples = "Receivers reject mail in the name of example.com that fails DMARC.",
                required = true)
        String summary,

        @Schema(description = "What stands at the _dmarc name of the domain itself.", required = true)
        DmarcRecordDocument record,

        @Schema(description = "The policy that applies, wherever its record stands. Left out where none does.")
        @Nullable
        DmarcPolicyDocument policy,

        @Schema(
                description = "The Organizational Domain (RFC 9989, 4.10.2). Left out where the DNS Tree Walk failed.",
                examples = "example.com")
        @Nullable
        String organizationalDomain,

        @Schema(
                description = "The DNS Tree Walk: the names that receivers ask for, eight at most, the longest first.",
                required = true)
        List<DmarcRecordDocument> walk,

        @Schema(
                description = "The domains other than that of the record to which reports are to go, ten at most.",
                required = true)
        List<DestinationDocument> destinations,

        @Schema(description = "What was found, worst first.", required = true)
        List<FindingDocument> findings,

        @Schema(description = "When the check began.", examples = "2026-11-23T12:00:00Z", required = true)
        Instant checkedAt,

        @Schema(description = "How long the check took, in milliseconds.", examples = "25", required = true)
        long durationMs) {

    /** A domain to which reports are to go. */
    @Schema(name = "DmarcDestination", description = "Whether reports go to a domain (RFC 9990, 4).")
    public record DestinationDocument(
            @Schema(description = "The domain.", examples = "reports.example.net", required = true)
            String host,

            @Schema(
                    description =
                            "Whether it says that it takes them: not-needed within one organization, missing where"
                                    + " it does not, invalid where it would have them sent to others, unknown where that could not"
                                    + " be looked up.",
                    enumeration = {"not-needed", "authorized", "missing", "invalid", "unknown"},
                    examples = "authorized",
                    required = true)
            String authorization,

            @Schema(
                    description = "The name at which it says so.",
                    examples = "example.com._report._dmarc.reports.example.net",
                    required = true)
            String name) {

        static DestinationDocument of(ReportDestination destination) {
            return new DestinationDocument(
                    destination.host().ascii(), ReportDocument.lower(destination.authorization()), destination.name());
        }
    }

    /**
     * The document about a report that has a verdict.
     *
     * @param unicodeDomain the name in Unicode, which may be the same
     */
    public static DmarcDocument of(String unicodeDomain, DmarcReport report) {
        var seen = report.observations();
        String domain = seen.domain().ascii();
        List<DmarcRecordDocument> walk =
                report.walk().stream().map(DmarcRecordDocument::of).toList();
        return new DmarcDocument(
                domain,
                unicodeDomain.equals(domain) ? null : unicodeDomain,
                report.verdict().orElseThrow().toString(),
                report.severity().map(ReportDocument::lower).orElse("ok"),
                report.summary(),
                walk.get(0),
                report.policy().map(DmarcPolicyDocument::of).orElse(null),
                report.organization().map(DomainName::ascii).orElse(null),
                walk,
                report.destinations().stream().map(DestinationDocument::of).toList(),
                report.findings().stream().map(FindingDocument::of).toList(),
                seen.checkedAt(),
                seen.total().toMillis());
    }
}
