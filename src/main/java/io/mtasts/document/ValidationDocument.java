package io.mtasts.document;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mtasts.finding.CheckedPart;
import io.mtasts.finding.Finding;
import io.mtasts.sts.Mode;
import io.mtasts.sts.MxPattern;
import io.mtasts.sts.Policy;
import io.mtasts.verdict.Evaluator;
import io.mtasts.verdict.Observations;
import io.mtasts.verdict.PolicyCheck;
import io.mtasts.verdict.PublishedTexts;
import io.mtasts.verdict.Report;
import io.mtasts.verdict.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The JSON document about texts that were validated without a network. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(
        name = "Validation",
        description =
                "What RFC 8461 and each known sender make of texts. A text that was left out is taken to be valid.")
public record ValidationDocument(
        @Schema(
                description = "The domain to which the texts are taken to belong.",
                examples = "example.com",
                required = true)
        String domain,

        @Schema(
                description =
                        "How a sender with an empty cache that strictly follows RFC 8461 treats a domain with these"
                                + " texts.",
                examples = "enforcing",
                required = true)
        @UnknownIfNull
        @Nullable
        Verdict verdict,

        @Schema(
                description = "The severity of the worst finding, or ok if there are none.",
                examples = "ok",
                required = true)
        WorstSeverity severity,

        @Schema(description = "The TXT record.", required = true)
        RecordDocument record,

        @Schema(description = "The policy, as a strict sender reads it.", required = true)
        ValidatedPolicy policy,

        @Schema(
                description = "The mail servers of the request that the policy does not cover.",
                examples = "[\"backup.example.net\"]",
                required = true)
        List<String> uncovered,

        @Schema(description = "The findings, worst first.", required = true)
        List<FindingDocument> findings,

        @Schema(description = "The corrected texts, one for each text that should change.", required = true)
        List<CorrectionDocument> corrections,

        @Schema(description = "What each known sender makes of the texts.", required = true)
        List<SenderReadingDocument> senders,

        @Schema(description = "When the texts were validated.", examples = "2026-11-23T12:00:00Z", required = true)
        Instant checkedAt,

        @Schema(description = "The build of the service.", required = true)
        BuildInfo service)
        implements DomainDocument {

    /** The parts of a set-up that the texts decide. The mail servers count only if the request names them. */
    private static final Set<CheckedPart> TEXTS = Set.of(CheckedPart.RECORD, CheckedPart.POLICY, CheckedPart.HTTPS);

    /** A policy, as a strict sender reads it, in a document. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "ValidatedPolicy", description = "The policy, as a strict sender reads it.")
    public record ValidatedPolicy(
            @Schema(description = "Whether such a sender accepts it.", examples = "valid", required = true)
            PolicyCheck.Status status,

            @Schema(description = "The mode of a valid policy.", examples = "enforce") @Nullable
            Mode mode,

            @Schema(description = "The patterns of a valid policy.", examples = "[\"*.example.com\"]") @Nullable
            List<String> mx,

            @Schema(description = "How long senders may cache a valid policy, in seconds.", examples = "1209600")
            @Nullable
            Long maxAgeSeconds) {

        static ValidatedPolicy of(PolicyCheck check) {
            return check.policy()
                    .map(policy -> of(check, policy))
                    .orElseGet(() -> new ValidatedPolicy(check.status(), null, null, null));
        }

        private static ValidatedPolicy of(PolicyCheck check, Policy policy) {
            return new ValidatedPolicy(
                    check.status(),
                    policy.mode(),
                    policy.mx().stream().map(MxPattern::toString).toList(),
                    policy.maxAge());
        }
    }

    /** Returns the document of texts. */
    public static ValidationDocument of(PublishedTexts texts, Instant now) {
        Observations observations = texts.observations(now);
        Report report = Evaluator.evaluate(List.of(), observations);
        List<Finding> findings = report.findings().stream()
                .filter(finding -> isAbout(finding, texts))
                .toList();
        return new ValidationDocument(
                observations.domain().ascii(),
                report.verdict().orElse(null),
                WorstSeverity.of(findings.stream().findFirst().map(Finding::severity)),
                RecordDocument.of(report),
                ValidatedPolicy.of(report.policy()),
                report.coverage().uncovered(),
                FindingDocument.of(findings),
                CorrectionDocument.of(report.corrections()),
                SenderReadingDocument.of(report),
                now,
                BuildInfo.CURRENT);
    }

    private static boolean isAbout(Finding finding, PublishedTexts texts) {
        CheckedPart part = finding.code().part();
        return TEXTS.contains(part) || part == CheckedPart.MX && !texts.mx().isEmpty();
    }

    @Override
    public @Nullable String unicodeDomain() {
        return null;
    }
}
