package io.mtasts.document;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mtasts.tlsreport.DomainCheck;
import io.mtasts.tlsreport.ExplainedReport;
import io.mtasts.tlsreport.TlsReport;
import io.mtasts.verdict.Report;
import io.mtasts.verdict.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The JSON document about a TLS report. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(
        name = "ExplainedTlsReport",
        description =
                "A TLS report (RFC 8460, 4) in one form for all senders, with each failure explained and compared with the"
                        + " domain as it is now. Nothing of it is stored.")
public record ExplainedReportDocument(
        @Schema(
                description = "The sender of the report; empty if the report does not name it.",
                examples = "Example Mail Inc.",
                required = true)
        String organization,

        @Schema(
                description = "How to reach the sender; empty if the report does not say it.",
                examples = "tls-reports@sender.example",
                required = true)
        String contact,

        @Schema(
                description = "The identifier of the report; empty if it has none.",
                examples = "2026-11-03T00:00:00Z_example.com",
                required = true)
        String reportId,

        @Schema(
                description = "The first moment of the report. Missing if it cannot be read.",
                examples = "2026-11-03T00:00:00Z")
        @Nullable
        Instant start,

        @Schema(
                description = "The last moment of the report. Missing if it cannot be read.",
                examples = "2026-11-03T23:59:59Z")
        @Nullable
        Instant end,

        @Schema(
                description = "The report in a sentence or two.",
                examples = "On 3 November 2026, Example Mail Inc. saw 3 failed sessions and 120 successful ones.",
                required = true)
        String summary,

        @Schema(description = "The number of sessions with valid TLS.", examples = "120", required = true)
        long successfulSessions,

        @Schema(description = "The number of failed sessions.", examples = "3", required = true)
        long failedSessions,

        @Schema(
                description =
                        "Where the report differs from RFC 8460. It is read nevertheless. Each kind of deviation is listed"
                                + " once.",
                required = true)
        List<ReportDeviationDocument> deviations,

        @Schema(
                description =
                        "The policies that the sender applied, in the order of the report. The texts of a report are cut"
                                + " off after 300 characters.",
                required = true)
        List<PolicyResultDocument> policies,

        @Schema(description = "Which domains of the report were checked, and why the others were not.", required = true)
        List<CheckedDomain> domains,

        @Schema(description = "When the report was explained.", examples = "2026-11-23T12:00:00Z", required = true)
        Instant checkedAt,

        @Schema(description = "The build of the service.", required = true)
        BuildInfo service) {

    /** The check of a domain in a document. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "DomainOfTlsReport", description = "A domain of a TLS report, and whether it was checked.")
    public record CheckedDomain(
            @Schema(
                    description = "The domain as the report names it; empty if it names none.",
                    examples = "example.com",
                    required = true)
            String domain,

            @Schema(
                    description = "Whether the domain was checked. A request checks three domains at most.",
                    examples = "true",
                    required = true)
            boolean checked,

            @Schema(description = "Why the domain was not checked. Missing if it was.", examples = "too-many-domains")
            DomainCheck.@Nullable NotChecked reason,

            @Schema(
                    description = "The verdict of the check. Missing if the domain was not checked, or has no verdict.",
                    examples = "enforcing")
            @Nullable
            Verdict verdict) {

        static CheckedDomain of(DomainCheck check) {
            return new CheckedDomain(
                    check.domain(),
                    check.report().isPresent(),
                    check.notChecked().orElse(null),
                    check.report().flatMap(Report::verdict).orElse(null));
        }
    }

    /** Returns the document of a report that was explained now. */
    public static ExplainedReportDocument of(ExplainedReport explained, Instant now) {
        TlsReport report = explained.report();
        return new ExplainedReportDocument(
                report.organization(),
                report.contact(),
                report.id(),
                report.start().orElse(null),
                report.end().orElse(null),
                summary(explained),
                explained.successful(),
                explained.failed(),
                explained.deviations().stream().map(ReportDeviationDocument::of).toList(),
                explained.policies().stream().map(PolicyResultDocument::of).toList(),
                explained.domains().stream().map(CheckedDomain::of).toList(),
                now,
                BuildInfo.CURRENT);
    }

    private static String summary(ExplainedReport explained) {
        TlsReport report = explained.report();
        String sender = report.organization().isEmpty() ? "the sender" : report.organization();
        return report.when() + ", " + sender + " saw " + sessions(explained.failed(), "failed") + " and "
                + sessions(explained.successful(), "successful") + ".";
    }

    private static String sessions(long number, String kind) {
        return (number == 0 ? "no" : String.format(Locale.ENGLISH, "%,d", number)) + " " + kind
                + (number == 1 ? " session" : " sessions");
    }
}
