package io.mtasts.document;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mtasts.name.DomainName;
import io.mtasts.name.StandardNames;
import io.mtasts.setup.PolicyDiff;
import io.mtasts.setup.RolloutStep;
import io.mtasts.setup.Setup;
import io.mtasts.setup.WebServerSnippets;
import io.mtasts.sts.Mode;
import io.mtasts.sts.MxPattern;
import io.mtasts.sts.Policy;
import io.mtasts.sts.RecordParseResult;
import io.mtasts.sts.StsRecord;
import io.mtasts.verdict.Report;
import io.mtasts.verdict.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The JSON document about what to publish for a policy. Members that do not apply are left out. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Setup", description = "What to publish so that a domain has the requested policy, and in which steps.")
public record SetupDocument(
        @Schema(description = "The domain in A-label form.", examples = "example.com", required = true)
        String domain,

        @Schema(description = "The domain in Unicode, only if it differs.", examples = "bücher.example") @Nullable
        String unicodeDomain,

        @Schema(
                description = "Whether there is anything to do: changes, or up-to-date if there is no step.",
                examples = "changes",
                required = true)
        Status status,

        @Schema(description = "The current verdict, or unknown.", examples = "not-configured", required = true)
        @UnknownIfNull
        @Nullable
        Verdict verdictToday,

        @Schema(
                description = "The severity of the worst finding, or ok if there are none.",
                examples = "ok",
                required = true)
        WorstSeverity severity,

        @Schema(
                description = "What the texts are, in one sentence.",
                examples = "A policy in mode testing that covers the mail servers of example.com with 1 pattern.",
                required = true)
        String summary,

        @Schema(description = "The TXT record to publish.", required = true)
        NewRecord record,

        @Schema(description = "The policy to serve.", required = true)
        NewPolicy policy,

        @Schema(
                description =
                        "The changes to the policy that is served today, line by line. Left out if none is served.")
        @Nullable
        List<DiffLineDocument> difference,

        @Schema(description = "What to do, in this order. Empty if there is nothing to do.", required = true)
        List<StepDocument> steps,

        @Schema(description = "Ways to serve the policy.", required = true)
        List<HostingDocument> hosting,

        @Schema(description = "The findings about the setup and the mail servers, worst first.", required = true)
        List<FindingDocument> findings,

        @Schema(description = "When the check started.", examples = "2026-11-23T12:00:00Z", required = true)
        Instant checkedAt,

        @Schema(description = "The duration of the check in milliseconds.", examples = "143", required = true)
        long durationMs,

        @Schema(description = "The build of the service.", required = true)
        BuildInfo service)
        implements DomainDocument {

    /** Whether there is anything to do. */
    public enum Status {
        CHANGES,
        UP_TO_DATE
    }

    /** The record to publish. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "RecordToPublish", description = "The TXT record to publish (RFC 8461, 3.1).")
    public record NewRecord(
            @Schema(description = "The name of the record.", examples = "_mta-sts.example.com", required = true)
            String name,

            @Schema(description = "The exact text.", examples = "v=STSv1; id=20261123T120000;", required = true)
            String text,

            @Schema(
                    description =
                            "Its id. It differs from the id that is published today, unless it is made from the policy that"
                                    + " is served today.",
                    examples = "20261123T120000",
                    required = true)
            String id,

            @Schema(
                    description = "The id that is published today, if there is a valid record.",
                    examples = "20260401T090000")
            @Nullable
            String idToday) {}

    /** The policy to serve. */
    @Schema(name = "PolicyToPublish", description = "The policy to serve (RFC 8461, 3.2).")
    public record NewPolicy(
            @Schema(
                    description = "The URL from which senders fetch it.",
                    examples = "https://mta-sts.example.com/.well-known/mta-sts.txt",
                    required = true)
            String url,

            @Schema(
                    description = "The exact text.",
                    examples = "version: STSv1\r\nmode: testing\r\nmx: mx1.example.com\r\nmax_age: 1209600\r\n",
                    required = true)
            String text,

            @Schema(description = "Its mode.", examples = "testing", required = true)
            Mode mode,

            @Schema(description = "Its patterns.", examples = "[\"mx1.example.com\"]", required = true)
            List<String> mx,

            @Schema(description = "How long senders cache it, in seconds.", examples = "1209600", required = true)
            long maxAgeSeconds) {}

    /** A line of the difference. */
    @Schema(name = "ChangedLine", description = "A line of the old or the new policy.")
    public record DiffLineDocument(
            @Schema(description = "Whether the line is kept, removed or added.", examples = "added", required = true)
            PolicyDiff.Change change,

            @Schema(
                    description =
                            "The line without its line ending. Kept and removed lines are untrusted: show them as text only.",
                    examples = "mx: mx2.example.com",
                    required = true)
            String text) {

        static DiffLineDocument of(PolicyDiff.Line line) {
            return new DiffLineDocument(line.change(), line.text());
        }
    }

    /** A step. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "Step", description = "A step of the rollout.")
    public record StepDocument(
            @Schema(description = "The kind of step.", examples = "publish-record", required = true)
            RolloutStep.Kind kind,

            @Schema(
                    description = "What to do, as a sentence.",
                    examples = "Publish this record in the place of any other that begins with v=STSv1 there.",
                    required = true)
            String text,

            @Schema(description = "The name or the URL that the step is about.", examples = "_mta-sts.example.com")
            @Nullable
            String where,

            @Schema(description = "The exact text to publish.", examples = "v=STSv1; id=20261123T120000;") @Nullable
            String publish,

            @Schema(
                    description = "How long to wait before the next step, in seconds. Left out if no wait is needed.",
                    examples = "1209600")
            @Nullable
            Long waitSeconds) {

        static StepDocument of(RolloutStep step) {
            return new StepDocument(
                    step.kind(),
                    step.text(),
                    DocumentValues.nullIfEmpty(step.where()),
                    DocumentValues.nullIfEmpty(step.publish()),
                    step.pause().isZero() ? null : step.pause().toSeconds());
        }
    }

    /** A way to serve the policy. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "Hosting", description = "A way to serve the policy.")
    public record HostingDocument(
            @Schema(description = "The web server.", examples = "nginx", required = true)
            String server,

            @Schema(
                    description = "The file for the text in Debian's layout. Left out if the text is advice.",
                    examples = "/etc/nginx/conf.d/mta-sts.example.com.conf")
            @Nullable
            String file,

            @Schema(description = "The configuration, or advice.", examples = "server { ... }", required = true)
            String text) {

        static HostingDocument of(WebServerSnippets hosting, DomainName domain) {
            String file = hosting.file(domain);
            return new HostingDocument(hosting.title(), DocumentValues.nullIfEmpty(file), hosting.text(domain));
        }
    }

    /**
     * Returns the document of a setup.
     *
     * @param unicodeDomain the domain in Unicode, which may be the same as in A-labels
     * @param report the report that the setup is based on
     */
    public static SetupDocument of(String unicodeDomain, Setup setup, Report report) {
        DomainName domain = report.observations().domain();
        var policy = setup.policy();
        return new SetupDocument(
                domain.ascii(),
                DocumentValues.unicodeIfDifferent(unicodeDomain, domain.ascii()),
                setup.steps().isEmpty() ? Status.UP_TO_DATE : Status.CHANGES,
                report.verdict().orElse(null),
                WorstSeverity.of(setup.findings()),
                summary(unicodeDomain, policy),
                new NewRecord(
                        report.observations().record().name(),
                        setup.record().toString(),
                        setup.record().id(),
                        report.record()
                                .flatMap(RecordParseResult::record)
                                .map(StsRecord::id)
                                .orElse(null)),
                new NewPolicy(
                        StandardNames.policyUrl(domain),
                        policy.toString(),
                        policy.mode(),
                        policy.mx().stream().map(MxPattern::toString).toList(),
                        policy.maxAge()),
                setup.difference()
                        .map(difference -> difference.lines().stream()
                                .map(DiffLineDocument::of)
                                .toList())
                        .orElse(null),
                setup.steps().stream().map(StepDocument::of).toList(),
                Stream.of(WebServerSnippets.values())
                        .map(hosting -> HostingDocument.of(hosting, domain))
                        .toList(),
                FindingDocument.of(setup.findings()),
                report.observations().checkedAt(),
                report.observations().timings().total().toMillis(),
                BuildInfo.CURRENT);
    }

    private static String summary(String domain, Policy policy) {
        int patterns = policy.mx().size();
        return patterns == 0
                ? "A policy that disables MTA-STS, and how to remove it later."
                : "A policy in mode " + policy.mode() + " that covers the mail servers of " + domain + " with "
                        + patterns + (patterns == 1 ? " pattern." : " patterns.");
    }
}
