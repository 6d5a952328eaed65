package io.mtasts.document;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mtasts.tlsrpt.TlsRptParseResult;
import io.mtasts.verdict.Lookup;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The TLS reporting record in a document. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(
        name = "TlsRpt",
        description = "The TLS reporting record at _smtp._tls (RFC 8460, 3). It never changes the verdict.")
public record TlsRptDocument(
        @Schema(description = "The name of the record.", examples = "_smtp._tls.example.com", required = true)
        String name,

        @Schema(
                description = "The status of the records at this name, or unknown if the lookup failed.",
                examples = "valid",
                required = true)
        Status status,

        @Schema(
                description = "All TXT records at this name as published, each with its strings joined.",
                examples = "[\"v=TLSRPTv1; rua=mailto:tls-reports@example.com\"]",
                required = true)
        List<String> texts,

        @Schema(
                description = "The destinations of the reports.",
                examples = "[\"mailto:tls-reports@example.com\"]",
                required = true)
        List<String> rua) {

    /** The status of a parse result, or that there is none. */
    public enum Status {
        VALID,
        INVALID,
        MULTIPLE,
        ABSENT,
        /** The lookup failed. */
        UNKNOWN;

        private static Status of(TlsRptParseResult result) {
            return switch (result.status()) {
                case VALID -> VALID;
                case INVALID -> INVALID;
                case MULTIPLE -> MULTIPLE;
                case ABSENT -> ABSENT;
            };
        }
    }

    static TlsRptDocument of(Lookup<String> lookup, Optional<TlsRptParseResult> result) {
        return new TlsRptDocument(
                lookup.name(),
                result.map(Status::of).orElse(Status.UNKNOWN),
                lookup.records(),
                result.map(TlsRptParseResult::rua).orElse(List.of()));
    }
}
