package io.mtasts.document;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mtasts.finding.Finding;
import io.mtasts.name.DomainInput;
import io.mtasts.probe.PartialProber.TimedResult;
import io.mtasts.verdict.TlsRptCheck;
import io.mtasts.verdict.TlsRptObservations;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The JSON document about the TLS reporting of a domain. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "TlsRptReport", description = "The TLS reporting status of a domain (RFC 8460).")
public record TlsRptReportDocument(
        @Schema(description = "The domain in A-label form.", examples = "example.com", required = true)
        String domain,

        @Schema(description = "The domain in Unicode, only if it differs.", examples = "bücher.example") @Nullable
        String unicodeDomain,

        @Schema(
                description = "The status of the records, as in the member tlsRpt.",
                examples = "valid",
                required = true)
        TlsRptDocument.Status status,

        @Schema(
                description = "The severity of the worst finding, or ok if there are none.",
                examples = "ok",
                required = true)
        WorstSeverity severity,

        @Schema(
                description = "What was found, in one sentence.",
                examples = "Senders report failed deliveries to example.com.",
                required = true)
        String summary,

        @Schema(description = "The record.", required = true)
        TlsRptDocument tlsRpt,

        @Schema(description = "The findings, worst first.", required = true)
        List<FindingDocument> findings,

        @Schema(description = "The corrected texts to publish, one for each text that should change.", required = true)
        List<CorrectionDocument> corrections,

        @Schema(description = "When the lookup started.", examples = "2026-11-23T12:00:00Z", required = true)
        Instant checkedAt,

        @Schema(description = "The duration of the lookup in milliseconds.", examples = "12", required = true)
        long durationMs,

        @Schema(description = "The build of the service.", required = true)
        BuildInfo service)
        implements DomainDocument {

    /** Returns the document of a lookup and its check, with the findings about the input. */
    public static TlsRptReportDocument of(
            DomainInput.Accepted input, TimedResult<TlsRptObservations> lookup, TlsRptCheck check) {
        String domain = input.name().ascii();
        List<Finding> findings = new ArrayList<>(input.findings());
        findings.addAll(check.findings());
        TlsRptDocument record = TlsRptDocument.of(lookup.value().lookup(), check.result());
        return new TlsRptReportDocument(
                domain,
                DocumentValues.unicodeIfDifferent(input.unicode(), domain),
                record.status(),
                WorstSeverity.of(findings),
                summary(record.status(), input.unicode()),
                record,
                FindingDocument.of(findings),
                CorrectionDocument.of(check.correction().stream().toList()),
                lookup.checkedAt(),
                lookup.took().toMillis(),
                BuildInfo.CURRENT);
    }

    private static String summary(TlsRptDocument.Status status, String domain) {
        return switch (status) {
            case VALID -> "Senders that support TLS reporting report failed deliveries to " + domain + ".";
            case INVALID -> "Senders ignore the TLS reporting record of " + domain + ", because it is invalid.";
            case MULTIPLE -> "Senders ignore the TLS reporting records of " + domain + ", because there are several.";
            case ABSENT -> domain + " has no TLS reporting record, so it receives no reports of failed deliveries.";
            case UNKNOWN -> "The TLS reporting record of " + domain + " could not be looked up.";
        };
    }
}
