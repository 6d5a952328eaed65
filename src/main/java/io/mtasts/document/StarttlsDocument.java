package io.mtasts.document;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mtasts.document.PolicyDocument.TlsDocument;
import io.mtasts.verdict.StarttlsProbe;
import java.net.InetAddress;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The TLS of a mail server in a document. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Starttls", description = "The result of a TLS connection to the mail server with STARTTLS.")
public record StarttlsDocument(
        @Schema(
                description = "Whether senders that require TLS can deliver to the server (RFC 8461, 4.2). The value"
                        + " is unknown if the server could not be reached or ended the session.",
                examples = "valid",
                required = true)
        StarttlsProbe.Status status,

        @Schema(
                description = "The address of the connection. Left out if no connection could be established.",
                examples = "198.51.100.25")
        @Nullable
        String address,

        @Schema(description = "The TLS connection. Left out if the server presented no certificate.") @Nullable
        TlsDocument tls) {

    static StarttlsDocument of(StarttlsProbe probe, Instant now) {
        return new StarttlsDocument(
                probe.status(),
                probe.address().map(InetAddress::getHostAddress).orElse(null),
                probe.tls().map(tls -> TlsDocument.of(tls, now)).orElse(null));
    }
}
