package io.mtasts.document;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mtasts.document.PolicyDocument.TlsDocument;
import io.mtasts.name.DomainName;
import io.mtasts.verdict.Coverage;
import io.mtasts.verdict.StarttlsFailure;
import io.mtasts.verdict.StarttlsProbe;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The TLS of a mail server in a document. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Starttls", description = "The results of TLS connections to the mail server with STARTTLS.")
public record StarttlsDocument(
        @Schema(
                description =
                        "Whether senders that require TLS can deliver to the server (RFC 8461, 4.2). valid: at least"
                                + " one address has valid TLS, and none was seen without. partial: some addresses have valid TLS"
                                + " and others have not. invalid: at least one address has no valid TLS, and none was seen with"
                                + " it. unknown: the service could not determine it at any address. not-checked: the service did"
                                + " not look.",
                examples = "valid",
                required = true)
        Coverage.TlsStatus status,

        @Schema(
                description = "Why the service did not look. Left out if it did. off: the service is configured not to"
                        + " connect to mail servers. no-address: the mail server has no address. no-host-name: no"
                        + " certificate can have the name of the mail server.",
                examples = "off")
        @Nullable
        Reason reason,

        @Schema(description = "The result at each address. Empty if the service did not look.", required = true)
        List<AddressDocument> addresses) {

    /** Why the service did not look at the TLS of a mail server. */
    public enum Reason {
        OFF,
        NO_ADDRESS,
        NO_HOST_NAME
    }

    /** The TLS of a mail server at one address in a document. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "StarttlsAddress", description = "The result of a TLS connection to one address of a mail server.")
    public record AddressDocument(
            @Schema(description = "The address.", examples = "198.51.100.25", required = true)
            String address,

            @Schema(
                    description =
                            "valid: verified. invalid: a sender that requires TLS does not deliver to this address."
                                    + " unknown: not determined.",
                    examples = "valid",
                    required = true)
            StarttlsProbe.Status status,

            @Schema(
                    description =
                            "Why the address is not valid, or why that is not determined. Left out if it is valid.",
                    examples = "connection-refused")
            StarttlsFailure.@Nullable Kind reason,

            @Schema(
                    description = "The observation in a few words, such as the reply of the server. It may contain text"
                            + " from the server. Left out if there is nothing to add.",
                    examples = "Connection refused")
            @Nullable
            String detail,

            @Schema(description = "The TLS connection. Left out if the server presented no certificate.") @Nullable
            TlsDocument tls) {

        static AddressDocument of(StarttlsProbe probe, Instant now) {
            return new AddressDocument(
                    probe.address().getHostAddress(),
                    probe.status(),
                    probe.failure().map(StarttlsFailure::kind).orElse(null),
                    probe.failure()
                            .map(StarttlsFailure::detail)
                            .filter(detail -> !detail.isEmpty())
                            .orElse(null),
                    probe.tls().map(tls -> TlsDocument.of(tls, now)).orElse(null));
        }
    }

    static StarttlsDocument of(Coverage.Host host, Instant now) {
        return new StarttlsDocument(
                host.tlsStatus(),
                host.starttls().isEmpty() ? reason(host) : null,
                host.starttls().stream()
                        .map(probe -> AddressDocument.of(probe, now))
                        .toList());
    }

    private static Reason reason(Coverage.Host host) {
        if (host.addresses().isEmpty()) {
            return Reason.NO_ADDRESS;
        }
        boolean isHostName =
                DomainName.of(host.name()).filter(name -> !name.endsNumeric()).isPresent();
        return isHostName ? Reason.OFF : Reason.NO_HOST_NAME;
    }
}
