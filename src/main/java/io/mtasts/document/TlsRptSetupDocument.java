package io.mtasts.document;

import io.mtasts.name.DomainName;
import io.mtasts.tlsrpt.TlsRptRecord;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The TLS reporting record to publish, in JSON. */
@Schema(name = "TlsRptSetup", description = "The TLS reporting record to publish (RFC 8460, 3).")
public record TlsRptSetupDocument(
        @Schema(description = "The domain in A-label form.", examples = "example.com", required = true)
        String domain,

        @Schema(description = "Where the record belongs.", examples = "_smtp._tls.example.com", required = true)
        String name,

        @Schema(
                description = "The very text; it takes the place of any other that begins with v=TLSRPTv1 there.",
                examples = "v=TLSRPTv1; rua=mailto:tls-reports@example.com",
                required = true)
        String text,

        @Schema(
                description = "Where senders will send their reports.",
                examples = "[\"mailto:tls-reports@example.com\"]",
                required = true)
        List<String> rua) {

    public static TlsRptSetupDocument of(DomainName domain, String name, TlsRptRecord record) {
        return new TlsRptSetupDocument(domain.ascii(), name, record.toString(), record.rua());
    }
}
