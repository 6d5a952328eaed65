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

        @Schema(description = "The record.", required = true)
        TlsRptDocument tlsRpt,

        @Schema(
                description = "The severity of the worst finding, or ok if there are none.",
                examples = "ok",
                required = true)
        WorstSeverity severity,

        @Schema(description = "The findings, worst first.", required = true)
        List<FindingDocument> findings,

        @Schema(description = "The corrected texts to publish, one for each text that should change.", required = true)
        List<CorrectionDocument> corrections,

        @Schema(description = "When the lookup started.", examples = "2026-11-23T12:00:00Z", required = true)
        Instant checkedAt,

        @Schema(description = "The duration of the lookup in milliseconds.", examples = "12", required = true)
        long durationMs)
        implements DomainDocument {

    /** Returns the document of a lookup and its check, with the findings about the input. */
    public static TlsRptReportDocument of(
            DomainInput.Accepted input, TimedResult<TlsRptObservations> lookup, TlsRptCheck check) {
        String domain = input.name().ascii();
        List<Finding> findings = new ArrayList<>(input.findings());
        findings.addAll(check.findings());
        return new TlsRptReportDocument(
                domain,
                DocumentValues.unicodeIfDifferent(input.unicode(), domain),
                TlsRptDocument.of(lookup.value().lookup(), check.result()),
                WorstSeverity.of(findings),
                FindingDocument.of(findings),
                CorrectionDocument.of(check.correction().stream().toList()),
                lookup.checkedAt(),
                lookup.took().toMillis());
    }
}
