package io.mtasts.document;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mtasts.tlsreport.ExplainedReport.ExplainedPolicy;
import io.mtasts.tlsreport.PolicyToday;
import io.mtasts.tlsreport.TlsReport.PolicyResult;
import io.mtasts.tlsreport.TlsReport.PolicyType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The sessions of a TLS report to which one policy applied, in a document. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "PolicyOfTlsReport", description = "The sessions of a TLS report to which one policy applied.")
public record PolicyResultDocument(
        @Schema(description = "The kind of policy (RFC 8460, 4.4).", examples = "sts", required = true)
        PolicyType type,

        @Schema(description = "The kind of policy as the report spells it, if it is unknown.", examples = "dane")
        @Nullable
        String reportedType,

        @Schema(
                description = "The domain of the policy; empty if the report does not name it.",
                examples = "example.com",
                required = true)
        String domain,

        @Schema(
                description = "The policy or the TLSA records that the sender used, line by line.",
                examples = "[\"version: STSv1\", \"mode: enforce\", \"mx: mx1.example.com\", \"max_age: 1209600\"]",
                required = true)
        List<String> text,

        @Schema(description = "The patterns of the policy.", examples = "[\"mx1.example.com\"]", required = true)
        List<String> mx,

        @Schema(description = "The number of sessions with valid TLS.", examples = "120", required = true)
        long successfulSessions,

        @Schema(description = "The number of failed sessions.", examples = "3", required = true)
        long failedSessions,

        @Schema(
                description = "Whether the policy that the sender used is that of today.",
                examples = "same",
                required = true)
        PolicyToday.Status today,

        @Schema(
                description = "The comparison with the policy of today, as a sentence.",
                examples = "The sender used the policy that is published today.",
                required = true)
        String todayMessage,

        @Schema(
                description =
                        "The failures, those with the most sessions first: one for each result type and mail server.",
                required = true)
        List<ReportedFailureDocument> failures) {

    static PolicyResultDocument of(ExplainedPolicy policy) {
        PolicyResult result = policy.result();
        return new PolicyResultDocument(
                result.type(),
                DocumentValues.nullIfEmpty(result.typeText()),
                result.domain(),
                result.text(),
                result.mx(),
                result.successful(),
                result.failed(),
                policy.today().status(),
                policy.today().message(),
                policy.failures().stream().map(ReportedFailureDocument::of).toList());
    }
}
