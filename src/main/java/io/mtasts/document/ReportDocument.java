package io.mtasts.document;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.mtasts.check.CheckReport;
import io.mtasts.finding.Finding;
import io.mtasts.finding.TextSpan;
import io.mtasts.verdict.Report;
import io.mtasts.verdict.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The JSON document about a domain. Members that do not apply are left out. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Report", description = "Where a domain stands with MTA-STS. Members that do not apply are left out.")
public record ReportDocument(
        @Schema(
                description = "The domain in A-label form: lower case, no trailing dot.",
                examples = "xn--bcher-kva.example",
                required = true)
        String domain,

        @Schema(description = "The domain in Unicode, only where that differs.", examples = "bücher.example") @Nullable
        String unicodeDomain,

        @Schema(
                description =
                        "What a sender with an empty cache that follows RFC 8461 to the letter makes of the domain today."
                                + " Left out only in the observed member of a problem document.",
                enumeration = {"enforcing", "testing", "disabled", "broken", "not-configured"},
                examples = "enforcing")
        @Nullable
        String verdict,

        @Schema(
                description = "Only in a preview, whose verdict is what it would be: the verdict as things stand, where"
                        + " it is known.",
                enumeration = {"enforcing", "testing", "disabled", "broken", "not-configured"},
                examples = "testing")
        @Nullable
        String verdictToday,

        @Schema(
                description = "The severity of the worst finding; ok where there is none.",
                enumeration = {"ok", "info", "warning", "error", "critical"},
                examples = "critical",
                required = true)
        String severity,

        @Schema(
                description = "The verdict in one sentence, for people.",
                examples = "example.com enforces MTA-STS, but backup.example.net is not covered by its policy: senders"
                        + " refuse to deliver to it.",
                required = true)
        String summary,

        @Schema(description = "The TXT record.", required = true)
        RecordDocument record,

        @Schema(description = "The policy, and how it was fetched.", required = true)
        PolicyDocument policy,

        @Schema(description = "Which mail servers the policy covers.", required = true)
        CoverageDocument coverage,

        @Schema(description = "The TLS reporting record (RFC 8460).", required = true)
        TlsRptDocument tlsRpt,

        @Schema(description = "What was found, worst first.", required = true)
        List<FindingDocument> findings,

        @Schema(description = "When the check began.", examples = "2026-11-23T12:00:00Z", required = true)
        Instant checkedAt,

        @Schema(description = "How long the check took, in milliseconds.", examples = "143", required = true)
        long durationMs,

        @Schema(description = "When each part was known.", required = true)
        TimingsDocument timings,

        @Schema(description = "Which build of the service made the report.", required = true)
        BuildInfo service) {

    /** One thing that was found. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "Finding", description = "One thing that was found, what it means and what to do about it.")
    public record FindingDocument(
            @Schema(
                    description = "The code of the catalogue; it never changes its meaning.",
                    examples = "mx-uncovered-some",
                    required = true)
            String code,

            @Schema(
                    description = "How much it matters to the mail of the domain.",
                    enumeration = {"info", "warning", "error", "critical"},
                    examples = "critical",
                    required = true)
            String severity,

            @Schema(
                    description = "What it is about: a name, a host, a pattern, a line of the policy.",
                    examples = "backup.example.net",
                    required = true)
            String subject,

            @Schema(
                    description = "What was found, for people.",
                    examples = "The policy does not cover the mail server backup.example.net.",
                    required = true)
            String message,

            @Schema(
                    description = "What to do, for people.",
                    examples = "Add to the policy, then publish a new id in the TXT record: mx: backup.example.net",
                    required = true)
            String remedy,

            @Schema(description = "The rule behind it.", examples = "RFC 8461, 4.1", required = true)
            String reference,

            @Schema(
                    description = "Whether it may pass by itself: a time-out, SERVFAIL or a status of 500 or more.",
                    examples = "false",
                    required = true)
            @JsonProperty("transient")
            boolean isTransient,

            @Schema(description = "The very text to publish, where there is one.", examples = "mx: backup.example.net")
            @Nullable
            String publish,

            @Schema(description = "Where in the record or the policy the fault stands.") @Nullable
            PlaceDocument place) {

        static FindingDocument of(Finding finding) {
            return new FindingDocument(
                    finding.code().code(),
                    lower(finding.severity()),
                    finding.subject(),
                    finding.message(),
                    finding.remedy(),
                    finding.code().entry().reference(),
                    finding.isTransient(),
                    finding.suggestedText().isEmpty() ? null : finding.suggestedText(),
                    finding.location().map(PlaceDocument::of).orElse(null));
        }
    }

    /** Where in a text a fault stands. */
    @Schema(name = "Place", description = "Where in the record or the policy the fault stands; all count from 1.")
    public record PlaceDocument(
            @Schema(description = "The line; 1 in a record.", examples = "3", required = true)
            int line,

            @Schema(description = "The first character.", examples = "5", required = true)
            int column,

            @Schema(description = "How many characters.", examples = "7", required = true)
            int length) {

        static PlaceDocument of(TextSpan place) {
            return new PlaceDocument(place.line(), place.column(), place.length());
        }
    }

    /** When each part was known. */
    @Schema(
            name = "Timings",
            description = "Milliseconds from the start of the check; for the policy, from its host's address.")
    public record TimingsDocument(
            @Schema(description = "The TXT record.", examples = "12", required = true)
            long record,

            @Schema(description = "The MX records.", examples = "14", required = true)
            long mx,

            @Schema(description = "The addresses of the Policy Host.", examples = "11", required = true)
            long policyHost,

            @Schema(description = "The fetch of the policy.", examples = "87", required = true)
            long policy,

            @Schema(description = "The TLS reporting record.", examples = "12", required = true)
            long tlsRpt) {}

    /** Creates the document of a check or preview. */
    public static ReportDocument of(CheckReport checked) {
        ReportDocument document = of(checked.input().unicode(), checked.report());
        return checked.today().map(document::withVerdictToday).orElse(document);
    }

    /**
     * The document about a report.
     *
     * @param unicodeDomain the name in Unicode, which may be the same
     */
    public static ReportDocument of(String unicodeDomain, Report report) {
        var seen = report.observations();
        String domain = seen.domain().ascii();
        var timings = seen.timings();
        return new ReportDocument(
                domain,
                different(unicodeDomain, domain),
                report.verdict().map(Verdict::toString).orElse(null),
                null,
                severity(report.findings()),
                report.summary(),
                RecordDocument.of(report),
                PolicyDocument.of(report),
                CoverageDocument.of(report.coverage(), seen.checkedAt()),
                TlsRptDocument.of(seen.tlsRpt(), report.tlsRpt()),
                documents(report.findings()),
                seen.checkedAt(),
                timings.total().toMillis(),
                new TimingsDocument(
                        timings.record().toMillis(),
                        timings.mx().toMillis(),
                        timings.policyHost().toMillis(),
                        timings.policy().toMillis(),
                        timings.tlsRpt().toMillis()),
                BuildInfo.CURRENT);
    }

    public ReportDocument withVerdictToday(Report today) {
        return new ReportDocument(
                domain,
                unicodeDomain,
                verdict,
                today.verdict().map(Verdict::toString).orElse(null),
                severity,
                summary,
                record,
                policy,
                coverage,
                tlsRpt,
                findings,
                checkedAt,
                durationMs,
                timings,
                service);
    }

    static String severity(List<Finding> findings) {
        return Finding.worstFirst(findings).stream()
                .findFirst()
                .map(worst -> lower(worst.severity()))
                .orElse("ok");
    }

    static List<FindingDocument> documents(List<Finding> findings) {
        return Finding.worstFirst(findings).stream().map(FindingDocument::of).toList();
    }

    /** Only where it differs from the name in A-labels. */
    static @Nullable String different(String unicodeDomain, String domain) {
        return unicodeDomain.equals(domain) ? null : unicodeDomain;
    }

    static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
