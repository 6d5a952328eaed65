package io.mtasts.document;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mtasts.dane.TlsaRecord;
import io.mtasts.verdict.Coverage;
import io.mtasts.verdict.DaneProbe;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The TLSA records of a mail server in a document. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(
        name = "Dane",
        description =
                "The TLSA records of the mail server (RFC 7672). Senders that support DANE follow them, whatever the"
                        + " MTA-STS policy says (RFC 8461, 2).")
public record DaneDocument(
        @Schema(
                description =
                        "none: there are no records. secure: the records are signed with DNSSEC, and no certificate"
                                + " was seen that contradicts them. insecure: the records are not signed, so senders ignore them."
                                + " mismatch: the records are signed and do not match a certificate of the server, so senders"
                                + " that support DANE refuse to deliver. not-checked: the records are not known.",
                examples = "secure",
                required = true)
        DaneProbe.Status status,

        @Schema(
                description = "Why the records are not known. Left out if they are. off: no resolver of the service is"
                        + " trusted to validate with DNSSEC. no-address: the mail server has no address."
                        + " lookup-failed: the lookup failed. limit: only the first 20 mail servers are looked up.",
                examples = "off")
        @Nullable
        Reason reason,

        @Schema(description = "The records.", required = true)
        List<TlsaDocument> records) {

    /** Why TLSA records are not known. */
    public enum Reason {
        OFF,
        NO_ADDRESS,
        LOOKUP_FAILED,
        LIMIT
    }

    /** A TLSA record in a document. */
    @Schema(name = "Tlsa", description = "A TLSA record (RFC 6698, 2.1).")
    public record TlsaDocument(
            @Schema(
                    description =
                            "The certificate usage: 2 for an issuer, 3 for the server itself. SMTP uses no other.",
                    examples = "3",
                    required = true)
            int usage,

            @Schema(
                    description = "The selector: 0 for the whole certificate, 1 for its public key.",
                    examples = "1",
                    required = true)
            int selector,

            @Schema(
                    description = "The matching type: 0 for the data itself, 1 for SHA-256, 2 for SHA-512.",
                    examples = "1",
                    required = true)
            int matchingType,

            @Schema(
                    description =
                            "The certificate association data in hexadecimal digits. More than 128 digits are cut.",
                    examples = "2b4cd2a8c1d9d4b1a4f5c0f0f2d1b1b0a6b7c8d9e0f1a2b3c4d5e6f708192a3b",
                    required = true)
            String data,

            @Schema(
                    description = "Whether SMTP clients can use the record (RFC 7672, 3.1).",
                    examples = "true",
                    required = true)
            boolean usable) {

        /** The digits of a SHA-512 digest. A longer record contains a whole certificate or key. */
        private static final int MAX_DIGITS = 128;

        static TlsaDocument of(TlsaRecord tlsa) {
            String data = tlsa.data();
            return new TlsaDocument(
                    tlsa.usage(),
                    tlsa.selector(),
                    tlsa.matchingType(),
                    data.length() <= MAX_DIGITS ? data : data.substring(0, MAX_DIGITS) + "…",
                    tlsa.isUsable());
        }
    }

    /**
     * Returns the document of a mail server.
     *
     * @param lookedUp whether TLSA records of any mail server were looked up
     */
    static DaneDocument of(Coverage.Host host, boolean lookedUp) {
        return host.dane()
                .map(probe -> new DaneDocument(
                        probe.status(),
                        probe.status() == DaneProbe.Status.NOT_CHECKED ? Reason.LOOKUP_FAILED : null,
                        probe.tlsa().lookup().records().stream()
                                .map(TlsaDocument::of)
                                .toList()))
                .orElseGet(() -> new DaneDocument(DaneProbe.Status.NOT_CHECKED, reason(host, lookedUp), List.of()));
    }

    private static Reason reason(Coverage.Host host, boolean lookedUp) {
        if (host.addresses().isEmpty()) {
            return Reason.NO_ADDRESS;
        }
        return lookedUp ? Reason.LIMIT : Reason.OFF;
    }
}
