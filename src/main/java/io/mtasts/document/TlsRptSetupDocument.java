package io.mtasts.document;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mtasts.name.DomainInput;
import io.mtasts.tlsrpt.TlsRptRecord;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The JSON document about the TLS reporting record to publish. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "TlsRptSetup", description = "The TLS reporting record to publish (RFC 8460, 3).")
public record TlsRptSetupDocument(
        @Schema(description = "The domain in A-label form.", examples = "example.com", required = true)
        String domain,

        @Schema(description = "The domain in Unicode, only if it differs.", examples = "bücher.example") @Nullable
        String unicodeDomain,

        @Schema(description = "Always generated.", examples = "generated", required = true)
        Status status,

        @Schema(description = "Always ok: nothing is looked up.", examples = "ok", required = true)
        WorstSeverity severity,

        @Schema(
                description = "What the text is, in one sentence.",
                examples = "A record that asks senders to report failed deliveries to example.com.",
                required = true)
        String summary,

        @Schema(description = "The name of the record.", examples = "_smtp._tls.example.com", required = true)
        String name,

        @Schema(
                description = "The exact text. It replaces any record at this name that begins with v=TLSRPTv1.",
                examples = "v=TLSRPTv1; rua=mailto:tls-reports@example.com",
                required = true)
        String text,

        @Schema(
                description = "The destinations of the reports.",
                examples = "[\"mailto:tls-reports@example.com\"]",
                required = true)
        List<String> rua,

        @Schema(description = "Always empty: nothing is looked up.", required = true)
        List<FindingDocument> findings,

        @Schema(description = "When the record was generated.", examples = "2026-11-23T12:00:00Z", required = true)
        Instant checkedAt,

        @Schema(description = "Always 0: nothing is looked up.", examples = "0", required = true)
        long durationMs,

        @Schema(description = "The build of the service.", required = true)
        BuildInfo service) {

    /** The status of the document. */
    public enum Status {
        GENERATED
    }

    /**
     * Returns the document of a record.
     *
     * @param name the name at which to publish it
     */
    public static TlsRptSetupDocument of(DomainInput.Accepted input, String name, TlsRptRecord record) {
        String domain = input.name().ascii();
        return new TlsRptSetupDocument(
                domain,
                DocumentValues.unicodeIfDifferent(input.unicode(), domain),
                Status.GENERATED,
                WorstSeverity.OK,
                "A record that asks senders to report failed deliveries to " + input.unicode() + ".",
                name,
                record.toString(),
                record.rua(),
                List.of(),
                Instant.now(),
                0,
                BuildInfo.CURRENT);
    }
}
