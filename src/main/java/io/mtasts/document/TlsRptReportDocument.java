package io.mtasts.document;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mtasts.document.ReportDocument.FindingDocument;
import io.mtasts.finding.Finding;
import io.mtasts.name.DomainInput;
import io.mtasts.probe.PartialProber.TimedResult;
import io.mtasts.verdict.Lookup;
import io.mtasts.verdict.TlsRptCheck;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Where a domain stands with TLS reporting, in JSON. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "TlsRptReport", description = "Where a domain stands with TLS reporting (RFC 8460).")
public record TlsRptReportDocument(
        @Schema(description = "The domain in A-label form.", examples = "example.com", required = true)
        String domain,

        @Schema(description = "The domain in Unicode, only where that differs.", examples = "bücher.example") @Nullable
        String unicodeDomain,

        @Schema(description = "The record.", required = true)
        TlsRptDocument tlsRpt,

        @Schema(
                description = "The severity of the worst finding; ok where there is none.",
                enumeration = {"ok", "info", "warning", "error", "critical"},
                examples = "ok",
                required = true)
        String severity,

        @Schema(description = "What was found, worst first.", required = true)
        List<FindingDocument> findings,

        @Schema(description = "When the look-up began.", examples = "2026-11-23T12:00:00Z", required = true)
        Instant checkedAt,

        @Schema(description = "How long it took, in milliseconds.", examples = "12", required = true)
        long durationMs) {

    public static TlsRptReportDocument of(
            DomainInput.Accepted input, TimedResult<Lookup<String>> seen, TlsRptCheck check) {
        String domain = input.name().ascii();
        List<Finding> findings = new ArrayList<>(input.findings());
        findings.addAll(check.findings());
        return new TlsRptReportDocument(
                domain,
                ReportDocument.different(input.unicode(), domain),
                TlsRptDocument.of(seen.value(), check.result()),
                ReportDocument.severity(findings),
                ReportDocument.documents(findings),
                seen.checkedAt(),
                seen.took().toMillis());
    }
}
