package io.mtasts.document;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mtasts.tlsrpt.TlsRptParseResult;
import io.mtasts.verdict.Lookup;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The TLS reporting record in the document. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(
        name = "TlsRpt",
        description = "The TLS reporting record at _smtp._tls (RFC 8460, 3). It never changes the verdict.")
public record TlsRptDocument(
        @Schema(description = "Where it belongs.", examples = "_smtp._tls.example.com", required = true)
        String name,

        @Schema(
                description = "What the records there amount to; unknown where they could not be looked up.",
                enumeration = {"valid", "invalid", "multiple", "absent", "unknown"},
                examples = "valid",
                required = true)
        String status,

        @Schema(
                description = "Every TXT record there, its strings joined, as published.",
                examples = "[\"v=TLSRPTv1; rua=mailto:tls-reports@example.com\"]",
                required = true)
        List<String> texts,

        @Schema(
                description = "Where senders send their reports.",
                examples = "[\"mailto:tls-reports@example.com\"]",
                required = true)
        List<String> rua) {

    static TlsRptDocument of(Lookup<String> lookup, Optional<TlsRptParseResult> reading) {
        return new TlsRptDocument(
                lookup.name(),
                reading.map(TlsRptParseResult::status)
                        .map(ReportDocument::lower)
                        .orElse("unknown"),
                lookup.records(),
                reading.map(TlsRptParseResult::rua).orElse(List.of()));
    }
}
