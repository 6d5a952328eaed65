package io.mtasts.document;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mtasts.name.StandardNames;
import io.mtasts.sts.Mode;
import io.mtasts.sts.MxPattern;
import io.mtasts.sts.Policy;
import io.mtasts.verdict.CertificateInfo;
import io.mtasts.verdict.HostLookup;
import io.mtasts.verdict.PolicyResponse;
import io.mtasts.verdict.Report;
import io.mtasts.verdict.TlsInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The policy in the document. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Policy", description = "The policy, and how it was fetched (RFC 8461, 3.2, 3.3).")
public record PolicyDocument(
        @Schema(
                description = "Where senders fetch it.",
                examples = "https://mta-sts.example.com/.well-known/mta-sts.txt",
                required = true)
        String url,

        @Schema(
                description =
                        "Whether senders get a policy, and whether they accept it; in a preview, whether they would.",
                enumeration = {"valid", "invalid", "unreachable"},
                examples = "valid",
                required = true)
        String status,

        @Schema(
                description = "The mode of a valid policy.",
                enumeration = {"enforce", "testing", "none"},
                examples = "enforce")
        @Nullable
        String mode,

        @Schema(description = "The patterns of a valid policy.", examples = "[\"mx1.example.com\"]") @Nullable
        List<String> mx,

        @Schema(description = "How long senders remember a valid policy, in seconds.", examples = "1209600") @Nullable
        Long maxAge,

        @Schema(
                description =
                        "The body as served with status 200; in a preview, as it was sent. It comes from outside: show it as text only.",
                examples = "version: STSv1\r\nmode: enforce\r\nmx: mx1.example.com\r\nmax_age: 1209600\r\n")
        @Nullable
        String text,

        @Schema(description = "The HTTP answer, where there was one.") @Nullable
        HttpDocument http,

        @Schema(description = "The TLS connection, as far as it got.") @Nullable
        TlsDocument tls,

        @Schema(description = "The Policy Host.", required = true)
        PolicyHostDocument host) {

    /** The HTTP answer in the document. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "HttpAnswer", description = "The HTTP answer to the fetch.")
    public record HttpDocument(
            @Schema(description = "The status code.", examples = "200", required = true)
            int status,

            @Schema(description = "The media type, as sent.", examples = "text/plain") @Nullable
            String contentType,

            @Schema(description = "The length of the body; left out where it was not read.", examples = "91") @Nullable
            Integer bytes) {

        static HttpDocument of(PolicyResponse answer) {
            return new HttpDocument(
                    answer.status(),
                    answer.contentType().orElse(null),
                    answer.status() == 200 ? answer.body().length : null);
        }
    }

    /** The TLS connection in the document. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "Tls", description = "The TLS connection, to the Policy Host or to a mail server.")
    public record TlsDocument(
            @Schema(
                    description = "The version that was agreed on; left out where the handshake failed.",
                    enumeration = {"TLSv1.2", "TLSv1.3"},
                    examples = "TLSv1.3")
            @Nullable
            String protocol,

            @Schema(description = "The certificate that was shown.") @Nullable
            CertificateDocument certificate) {

        static TlsDocument of(TlsInfo tls, Instant now) {
            return new TlsDocument(
                    tls.protocol().isEmpty() ? null : tls.protocol(),
                    tls.certificate()
                            .map(certificate -> CertificateDocument.of(certificate, now))
                            .orElse(null));
        }
    }

    /** A certificate in the document. */
    @Schema(name = "Certificate", description = "The certificate of the Policy Host or of a mail server.")
    public record CertificateDocument(
            @Schema(description = "Its subject.", examples = "CN=mta-sts.example.com", required = true)
            String subject,

            @Schema(description = "Who issued it.", examples = "CN=R11,O=Let's Encrypt,C=US", required = true)
            String issuer,

            @Schema(
                    description = "The DNS names that it is for.",
                    examples = "[\"mta-sts.example.com\"]",
                    required = true)
            List<String> names,

            @Schema(description = "Valid from.", examples = "2026-10-01T00:00:00Z", required = true)
            Instant notBefore,

            @Schema(description = "Valid until.", examples = "2026-12-30T00:00:00Z", required = true)
            Instant notAfter,

            @Schema(
                    description = "Whole days until then; negative where they are over.",
                    examples = "61",
                    required = true)
            long daysLeft) {

        static CertificateDocument of(CertificateInfo facts, Instant now) {
            return new CertificateDocument(
                    facts.subject(),
                    facts.issuer(),
                    facts.names(),
                    facts.notBefore(),
                    facts.notAfter(),
                    Math.floorDiv(
                            Duration.between(now, facts.notAfter()).toSeconds(),
                            Duration.ofDays(1).toSeconds()));
        }
    }

    /** The Policy Host in the document. */
    @Schema(name = "PolicyHost", description = "The host that serves the policy.")
    public record PolicyHostDocument(
            @Schema(description = "Its name.", examples = "mta-sts.example.com", required = true)
            String name,

            @Schema(description = "The aliases that were followed, in order.", examples = "[]", required = true)
            List<String> cnames,

            @Schema(description = "Its addresses.", examples = "[\"198.51.100.80\"]", required = true)
            List<String> addresses) {

        static PolicyHostDocument of(HostLookup host) {
            return new PolicyHostDocument(host.name(), host.cnames(), CoverageDocument.texts(host.addresses()));
        }
    }

    static PolicyDocument of(Report report) {
        var fetch = report.observations().policy();
        var policy = report.policy().policyToMatch();
        return new PolicyDocument(
                StandardNames.policyUrl(report.observations().domain()),
                ReportDocument.lower(report.policy().status()),
                policy.map(Policy::mode).map(Mode::toString).orElse(null),
                policy.map(any -> any.mx().stream().map(MxPattern::toString).toList())
                        .orElse(null),
                policy.map(Policy::maxAge).orElse(null),
                report.policy().text().orElse(null),
                fetch.response().map(HttpDocument::of).orElse(null),
                fetch.tls()
                        .map(tls -> TlsDocument.of(tls, report.observations().checkedAt()))
                        .orElse(null),
                PolicyHostDocument.of(fetch.host()));
    }
}
