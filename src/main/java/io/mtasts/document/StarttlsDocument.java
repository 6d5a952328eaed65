package io.mtasts.document;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mtasts.document.PolicyDocument.TlsDocument;
import io.mtasts.verdict.StarttlsProbe;
import java.net.InetAddress;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The TLS of a mail server in the document. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Starttls", description = "What came of asking the mail server for TLS by STARTTLS.")
public record StarttlsDocument(
        @Schema(
                description =
                        "Whether senders that insist on TLS get it (RFC 8461, 4.2); unknown where the server could not"
                                + " be reached or would not talk.",
                enumeration = {"valid", "invalid", "unknown"},
                examples = "valid",
                required = true)
        String status,

        @Schema(
                description = "The address that was spoken with; left out where no connection came about.",
                examples = "198.51.100.25")
        @Nullable
        String address,

        @Schema(description = "The TLS connection; left out where no certificate was shown.") @Nullable
        TlsDocument tls) {

    static StarttlsDocument of(StarttlsProbe probe, Instant now) {
        return new StarttlsDocument(
                ReportDocument.lower(probe.status()),
                probe.address().map(InetAddress::getHostAddress).orElse(null),
                probe.tls().map(tls -> TlsDocument.of(tls, now)).orElse(null));
    }
}
