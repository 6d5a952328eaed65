package io.mtasts.document;

import io.mtasts.dmarc.AppliedPolicy;
import io.mtasts.dmarc.AssessmentPolicy;
import io.mtasts.dmarc.ReportUri;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The DMARC policy that applies, in a document. */
@Schema(
        name = "DmarcPolicy",
        description = "The policy that receivers apply to mail that fails DMARC (RFC 9989, 4.10.1).")
public record DmarcPolicyDocument(
        @Schema(
                description = "The domain whose record contains the policy: the domain itself, its Organizational"
                        + " Domain, or the public suffix above it.",
                examples = "example.com",
                required = true)
        String domain,

        @Schema(
                description = "The policy that receivers apply: the published policy or, in test mode, the next weaker"
                        + " one.",
                examples = "quarantine",
                required = true)
        AssessmentPolicy applied,

        @Schema(
                description = "The published policy. The value is none if the record has no valid policy but has an"
                        + " address for reports.",
                examples = "reject",
                required = true)
        AssessmentPolicy published,

        @Schema(
                description = "The tag that applies: sp for a subdomain, np for a subdomain that does not exist,"
                        + " otherwise p.",
                examples = "p",
                required = true)
        PolicyTag tag,

        @Schema(
                description = "The tags that apply, by name, with their defaults if they are left out.",
                examples =
                        "{\"p\":\"reject\",\"adkim\":\"r\",\"aspf\":\"r\",\"rua\":\"mailto:dmarc-reports@example.com\",\"fo\":\"0\",\"t\":\"y\",\"psd\":\"u\"}",
                required = true)
        Map<String, String> tags,

        @Schema(
                description = "The destinations of aggregate reports.",
                examples = "[\"mailto:dmarc-reports@example.com\"]",
                required = true)
        List<String> rua,

        @Schema(description = "The destinations of failure reports.", examples = "[]", required = true)
        List<String> ruf) {

    /** The tag of the policy that applies. RFC 9989, 4.7. */
    public enum PolicyTag {
        P,
        SP,
        NP
    }

    static DmarcPolicyDocument of(AppliedPolicy policy) {
        return new DmarcPolicyDocument(
                policy.domain().ascii(),
                policy.applied(),
                policy.published(),
                PolicyTag.valueOf(policy.tag().toUpperCase(Locale.ROOT)),
                policy.tags(),
                texts(policy.record().rua()),
                texts(policy.record().ruf()));
    }

    private static List<String> texts(List<ReportUri> uris) {
        return uris.stream().map(ReportUri::text).toList();
    }
}
