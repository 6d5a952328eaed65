package io.mtasts.document;

import io.mtasts.name.DomainName;
import io.mtasts.tlsrpt.TlsRptRecord;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The JSON document about the TLS reporting record to publish. */
@Schema(name = "TlsRptSetup", description = "The TLS reporting record to publish (RFC 8460, 3).")
public record TlsRptSetupDocument(
        @Schema(description = "The domain in A-label form.", examples = "example.com", required = true)
        String domain,

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
        List<String> rua) {

    /**
     * Returns the document of a record.
     *
     * @param name the name at which to publish it
     */
    public static TlsRptSetupDocument of(DomainName domain, String name, TlsRptRecord record) {
        return new TlsRptSetupDocument(domain.ascii(), name, record.toString(), record.rua());
    }
}
