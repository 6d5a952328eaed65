package io.mtasts.document;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import io.mtasts.name.StandardNames;
import io.mtasts.sts.Mode;
import io.mtasts.sts.MxPattern;
import io.mtasts.sts.Policy;
import io.mtasts.verdict.AddressFetch;
import io.mtasts.verdict.CertificateInfo;
import io.mtasts.verdict.FetchFailure;
import io.mtasts.verdict.HostLookup;
import io.mtasts.verdict.PolicyCheck;
import io.mtasts.verdict.PolicyFetch;
import io.mtasts.verdict.PolicyResponse;
import io.mtasts.verdict.Report;
import io.mtasts.verdict.TlsInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The policy in a document. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Policy", description = "The policy, and how it was fetched (RFC 8461, 3.2, 3.3).")
public record PolicyDocument(
        @Schema(
                description = "The URL from which senders fetch it.",
                examples = "https://mta-sts.example.com/.well-known/mta-sts.txt",
                required = true)
        String url,

        @Schema(
                description = "Whether senders can fetch the policy and accept it. In a preview, whether they would"
                        + " accept it.",
                examples = "valid",
                required = true)
        PolicyCheck.Status status,

        @Schema(description = "The mode of a valid policy.", examples = "enforce") @Nullable
        Mode mode,

        @Schema(description = "The patterns of a valid policy.", examples = "[\"mx1.example.com\"]") @Nullable
        List<String> mx,

        @Schema(description = "How long senders cache a valid policy, in seconds.", examples = "1209600") @Nullable
        Long maxAgeSeconds,

        @Schema(
                description = "The body as served with status 200. In a preview, the body of the request. The text is"
                        + " untrusted: show it as text only.",
                examples = "version: STSv1\r\nmode: enforce\r\nmx: mx1.example.com\r\nmax_age: 1209600\r\n")
        @Nullable
        String text,

        @Schema(
                description =
                        "The SHA-256 hash of the body as served with status 200, in hexadecimal, for comparing what"
                                + " different senders get.",
                examples = "a3f5c0e1d2b4968778695a4b3c2d1e0fa3f5c0e1d2b4968778695a4b3c2d1e0f")
        @Nullable
        String sha256,

        @Schema(description = "The HTTP response, if there was one.") @Nullable
        HttpDocument http,

        @Schema(description = "The TLS connection, as far as it was established.") @Nullable
        TlsDocument tls,

        @Schema(description = "The Policy Host.", required = true)
        PolicyHostDocument host) {

    /** The HTTP response in a document. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "HttpAnswer", description = "The HTTP response to the request for the policy.")
    public record HttpDocument(
            @Schema(description = "The status code.", examples = "200", required = true)
            int status,

            @Schema(description = "The media type, as sent.", examples = "text/plain") @Nullable
            String contentType,

            @Schema(description = "The length of the body. Left out if the body was not read.", examples = "91")
            @Nullable
            Integer bytes,

            @Schema(
                    description = "When the file was last changed, as the host says. Left out if it does not say so.",
                    examples = "2026-10-01T09:00:00Z")
            @Nullable
            Instant lastModified,

            @Schema(
                    description = "How long the response has been in a cache in front of the host, in seconds. Left out"
                            + " if the response has no valid header Age.",
                    examples = "30")
            @Nullable
            Long ageSeconds) {

        static HttpDocument of(PolicyResponse response, Instant now) {
            return new HttpDocument(
                    response.status(),
                    response.contentType().orElse(null),
                    response.status() == 200 ? response.body().length : null,
                    response.lastModified(now).orElse(null),
                    response.ageSeconds().orElse(null));
        }
    }

    /** The TLS connection in a document. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "Tls", description = "The TLS connection to the Policy Host or to a mail server.")
    public record TlsDocument(
            @Schema(description = "The negotiated version. Left out if the handshake failed.", examples = "TLSv1.3")
            @Nullable
            TlsVersion protocol,

            @Schema(description = "The certificate that the server presented.") @Nullable
            CertificateDocument certificate,

            @Schema(description = "The certificates that the server sent, its own first.", required = true)
            List<ChainCertificateDocument> chain) {

        static TlsDocument of(TlsInfo tls, Instant now) {
            return new TlsDocument(
                    TlsVersion.of(tls.protocol()),
                    tls.certificate()
                            .map(certificate -> CertificateDocument.of(certificate, now))
                            .orElse(null),
                    tls.chain().stream().map(ChainCertificateDocument::of).toList());
        }
    }

    /** A certificate of a chain in a document. */
    @Schema(name = "ChainCertificate", description = "A certificate of the chain that a server sent.")
    public record ChainCertificateDocument(
            @Schema(description = "The subject.", examples = "CN=R11,O=Let's Encrypt,C=US", required = true)
            String subject,

            @Schema(description = "Valid until.", examples = "2027-03-12T23:59:59Z", required = true)
            Instant notAfter) {

        static ChainCertificateDocument of(CertificateInfo certificate) {
            return new ChainCertificateDocument(certificate.subject(), certificate.notAfter());
        }
    }

    /** A version of TLS that senders accept. RFC 8461, 3.3 and 4.2. */
    public enum TlsVersion {
        TLS_1_2("TLSv1.2"),
        TLS_1_3("TLSv1.3");

        private final String jsseName;

        TlsVersion(String jsseName) {
            this.jsseName = jsseName;
        }

        private static @Nullable TlsVersion of(String jsseName) {
            return Stream.of(values())
                    .filter(version -> version.jsseName.equals(jsseName))
                    .findFirst()
                    .orElse(null);
        }

        /** Returns the name of the version in Java and in documents. */
        @Override
        @JsonValue
        public String toString() {
            return jsseName;
        }
    }

    /** A certificate in a document. */
    @Schema(name = "Certificate", description = "The certificate of the Policy Host or of a mail server.")
    public record CertificateDocument(
            @Schema(description = "The subject.", examples = "CN=mta-sts.example.com", required = true)
            String subject,

            @Schema(description = "The issuer.", examples = "CN=R11,O=Let's Encrypt,C=US", required = true)
            String issuer,

            @Schema(
                    description = "The DNS names for which it is valid.",
                    examples = "[\"mta-sts.example.com\"]",
                    required = true)
            List<String> names,

            @Schema(description = "Valid from.", examples = "2026-10-01T00:00:00Z", required = true)
            Instant notBefore,

            @Schema(description = "Valid until.", examples = "2026-12-30T00:00:00Z", required = true)
            Instant notAfter,

            @Schema(
                    description = "The number of whole days until then, negative if the certificate has expired.",
                    examples = "61",
                    required = true)
            long daysLeft) {

        static CertificateDocument of(CertificateInfo certificate, Instant now) {
            return new CertificateDocument(
                    certificate.subject(),
                    certificate.issuer(),
                    certificate.names(),
                    certificate.notBefore(),
                    certificate.notAfter(),
                    Math.floorDiv(
                            Duration.between(now, certificate.notAfter()).toSeconds(),
                            Duration.ofDays(1).toSeconds()));
        }
    }

    /** The Policy Host in a document. */
    @Schema(name = "PolicyHost", description = "The host that serves the policy.")
    public record PolicyHostDocument(
            @Schema(description = "Its name.", examples = "mta-sts.example.com", required = true)
            String name,

            @Schema(description = "The aliases that were followed, in order.", examples = "[]", required = true)
            List<String> cnames,

            @Schema(description = "Its addresses.", examples = "[\"198.51.100.80\"]", required = true)
            List<String> addresses,

            @Schema(
                    description = "What each address answered, at most eight of them. Addresses that are not public are"
                            + " left out. The first of the best answers is the policy that is evaluated.",
                    required = true)
            List<AnswerDocument> answers) {

        static PolicyHostDocument of(PolicyFetch fetch) {
            HostLookup host = fetch.host();
            return new PolicyHostDocument(
                    host.name(),
                    host.cnames(),
                    DocumentValues.literals(host.addresses()),
                    fetch.answers().stream().map(AnswerDocument::of).toList());
        }
    }

    /** The answer of one address of the Policy Host in a document. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "HostAnswer", description = "What one address of the Policy Host answered: a status or a failure.")
    public record AnswerDocument(
            @Schema(description = "The address.", examples = "198.51.100.80", required = true)
            String address,

            @Schema(description = "The status code. Left out if there was no HTTP response.", examples = "200")
            @Nullable
            Integer status,

            @Schema(
                    description = "The SHA-256 hash of the body, in hexadecimal. Left out if the status is not 200.",
                    examples = "a3f5c0e1d2b4968778695a4b3c2d1e0fa3f5c0e1d2b4968778695a4b3c2d1e0f")
            @Nullable
            String sha256,

            @Schema(
                    description =
                            "The mode of the policy. Left out if senders do not accept a policy from this address.",
                    examples = "enforce")
            @Nullable
            Mode mode,

            @Schema(
                    description = "When the certificate expires. Left out if the address presented none.",
                    examples = "2026-12-30T00:00:00Z")
            @Nullable
            Instant certificateNotAfter,

            @Schema(
                    description =
                            "Why there was no HTTP response. Left out if there was one. The value not-fetched says"
                                    + " that this service made no connection because of its own limits.",
                    examples = "timeout")
            FetchFailure.@Nullable Kind failure) {

        static AnswerDocument of(AddressFetch answer) {
            return new AnswerDocument(
                    answer.address().getHostAddress(),
                    answer.response().map(PolicyResponse::status).orElse(null),
                    answer.response().flatMap(PolicyResponse::sha256).orElse(null),
                    answer.policy().map(Policy::mode).orElse(null),
                    answer.tls()
                            .flatMap(TlsInfo::certificate)
                            .map(CertificateInfo::notAfter)
                            .orElse(null),
                    answer.failure().map(FetchFailure::kind).orElse(null));
        }
    }

    static PolicyDocument of(Report report) {
        var fetch = report.observations().policy();
        Instant now = report.observations().checkedAt();
        var valid = report.policy().policyToMatch();
        return new PolicyDocument(
                StandardNames.policyUrl(report.observations().domain()),
                report.policy().status(),
                valid.map(Policy::mode).orElse(null),
                valid.map(policy ->
                                policy.mx().stream().map(MxPattern::toString).toList())
                        .orElse(null),
                valid.map(Policy::maxAge).orElse(null),
                report.policy().text().orElse(null),
                fetch.response().flatMap(PolicyResponse::sha256).orElse(null),
                fetch.response().map(response -> HttpDocument.of(response, now)).orElse(null),
                fetch.tls().map(tls -> TlsDocument.of(tls, now)).orElse(null),
                PolicyHostDocument.of(fetch));
    }
}
