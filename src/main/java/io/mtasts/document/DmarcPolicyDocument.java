package io.mtasts.document;

import io.mtasts.dmarc.AppliedPolicy;
import io.mtasts.dmarc.ReportUri;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The policy that applies, in the document. */
@Schema(
        name = "DmarcPolicy",
        description = "The policy that receivers apply to mail that fails DMARC (RFC 9989, 4.10.1).")
public record DmarcPolicyDocument(
        @Schema(
                description =
                        "The domain whose record it is: the domain itself, its Organizational Domain, or the public"
                                + " suffix above.",
                examples = "example.com",
                required = true)
        String domain,

        @Schema(
                description = "What receivers do: the policy that was asked for or, in test mode, the one below it.",
                enumeration = {"none", "quarantine", "reject"},
                examples = "quarantine",
                required = true)
        String applied,

        @Schema(
                description =
                        "What was asked for; none where the record has no valid policy, but an address for reports.",
                enumeration = {"none", "quarantine", "reject"},
                examples = "reject",
                required = true)
        String published,

        @Schema(
                description = "The tag that counts: sp for a subdomain, np for one that does not exist, else p.",
                enumeration = {"p", "sp", "np"},
                examples = "p",
                required = true)
        String tag,

        @Schema(
                description = "The tags that count, by name; where one is left out, its default.",
                examples =
                        "{\"p\":\"reject\",\"adkim\":\"r\",\"aspf\":\"r\",\"rua\":\"mailto:dmarc-reports@example.com\",\"fo\":\"0\",\"t\":\"y\",\"psd\":\"u\"}",
                required = true)
        Map<String, String> tags,

        @Schema(
                description = "Where aggregate reports are to go.",
                examples = "[\"mailto:dmarc-reports@example.com\"]",
                required = true)
        List<String> rua,

        @Schema(description = "Where failure reports are to go.", examples = "[]", required = true)
        List<String> ruf) {

    static DmarcPolicyDocument of(AppliedPolicy policy) {
        return new DmarcPolicyDocument(
                policy.domain().ascii(),
                policy.applied().toString(),
                policy.published().toString(),
                policy.tag(),
                policy.tags(),
                texts(policy.record().rua()),
                texts(policy.record().ruf()));
    }

    private static List<String> texts(List<ReportUri> uris) {
        return uris.stream().map(ReportUri::text).toList();
    }
}
