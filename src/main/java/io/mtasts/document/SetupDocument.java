package io.mtasts.document;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mtasts.document.ReportDocument.FindingDocument;
import io.mtasts.name.DomainName;
import io.mtasts.name.StandardNames;
import io.mtasts.setup.PolicyDiff;
import io.mtasts.setup.RolloutStep;
import io.mtasts.setup.Setup;
import io.mtasts.setup.WebServerSnippets;
import io.mtasts.sts.MxPattern;
import io.mtasts.sts.RecordParseResult;
import io.mtasts.sts.StsRecord;
import io.mtasts.verdict.Report;
import io.mtasts.verdict.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What to publish for a policy, in JSON. Members that do not apply are left out. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(
        name = "Setup",
        description = "What to publish so that a domain has the policy that was asked for, and the way there.")
public record SetupDocument(
        @Schema(description = "The domain in A-label form.", examples = "example.com", required = true)
        String domain,

        @Schema(description = "The domain in Unicode, only where that differs.", examples = "bücher.example") @Nullable
        String unicodeDomain,

        @Schema(
                description = "The verdict as things stand, where it is known.",
                enumeration = {"enforcing", "testing", "disabled", "broken", "not-configured"},
                examples = "not-configured")
        @Nullable
        String verdictToday,

        @Schema(description = "The TXT record to publish.", required = true)
        NewRecord record,

        @Schema(description = "The policy to serve.", required = true)
        NewPolicy policy,

        @Schema(description = "Line by line, from the policy that is served today; left out where none is.") @Nullable
        List<DiffLineDocument> difference,

        @Schema(description = "What to do, in this order; empty where there is nothing to do.", required = true)
        List<StepDocument> steps,

        @Schema(description = "Ways to serve the policy.", required = true)
        List<HostingDocument> hosting,

        @Schema(
                description = "The severity of the worst finding; ok where there is none.",
                enumeration = {"ok", "info", "warning", "error", "critical"},
                examples = "ok",
                required = true)
        String severity,

        @Schema(description = "What is to be said of the set-up and of the mail servers, worst first.", required = true)
        List<FindingDocument> findings,

        @Schema(description = "When the domain was looked at.", examples = "2026-11-23T12:00:00Z", required = true)
        Instant checkedAt,

        @Schema(description = "How long that took, in milliseconds.", examples = "143", required = true)
        long durationMs) {

    /** The record to publish. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "NewRecord", description = "The TXT record to publish (RFC 8461, 3.1).")
    public record NewRecord(
            @Schema(description = "Where it belongs.", examples = "_mta-sts.example.com", required = true)
            String name,

            @Schema(description = "The very text.", examples = "v=STSv1; id=20261123T120000;", required = true)
            String text,

            @Schema(
                    description = "Its id, which differs from the one published today.",
                    examples = "20261123T120000",
                    required = true)
            String id,

            @Schema(
                    description = "The id published today, where there is a valid record.",
                    examples = "20260401T090000")
            @Nullable
            String idToday) {}

    /** The policy to serve. */
    @Schema(name = "NewPolicy", description = "The policy to serve (RFC 8461, 3.2).")
    public record NewPolicy(
            @Schema(
                    description = "Where senders fetch it.",
                    examples = "https://mta-sts.example.com/.well-known/mta-sts.txt",
                    required = true)
            String url,

            @Schema(
                    description = "The very text.",
                    examples = "version: STSv1\r\nmode: testing\r\nmx: mx1.example.com\r\nmax_age: 1209600\r\n",
                    required = true)
            String text,

            @Schema(
                    description = "Its mode.",
                    enumeration = {"enforce", "testing", "none"},
                    examples = "testing",
                    required = true)
            String mode,

            @Schema(description = "Its patterns.", examples = "[\"mx1.example.com\"]", required = true)
            List<String> mx,

            @Schema(description = "How long senders remember it, in seconds.", examples = "1209600", required = true)
            long maxAge) {}

    /** A line of the difference. */
    @Schema(name = "ChangedLine", description = "What becomes of a line of the policy.")
    public record DiffLineDocument(
            @Schema(
                    description = "Whether it stays, goes or comes.",
                    enumeration = {"kept", "removed", "added"},
                    examples = "added",
                    required = true)
            String change,

            @Schema(
                    description = "The line without its end. What is removed comes from outside: show it as text only.",
                    examples = "mx: mx2.example.com",
                    required = true)
            String text) {

        static DiffLineDocument of(PolicyDiff.Line line) {
            return new DiffLineDocument(ReportDocument.lower(line.change()), line.text());
        }
    }

    /** A step. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "Step", description = "One thing to do.")
    public record StepDocument(
            @Schema(
                    description = "What kind of step it is.",
                    enumeration = {
                        "publish-tls-rpt",
                        "give-certificates",
                        "set-up-policy-host",
                        "serve-policy",
                        "publish-record",
                        "read-reports",
                        "remove-record",
                        "remove-policy"
                    },
                    examples = "publish-record",
                    required = true)
            String step,

            @Schema(
                    description = "What to do, for people.",
                    examples = "Publish this record in the place of any other that begins with v=STSv1 there.",
                    required = true)
            String text,

            @Schema(description = "The name or the address at which to do it.", examples = "_mta-sts.example.com")
            @Nullable
            String where,

            @Schema(description = "The very text to publish.", examples = "v=STSv1; id=20261123T120000;") @Nullable
            String publish,

            @Schema(
                    description = "How long to wait before the next step, in seconds; left out where there is no need.",
                    examples = "1209600")
            @Nullable
            Long waitSeconds) {

        static StepDocument of(RolloutStep step) {
            return new StepDocument(
                    ReportDocument.lower(step.kind()),
                    step.text(),
                    step.where().isEmpty() ? null : step.where(),
                    step.publish().isEmpty() ? null : step.publish(),
                    step.pause().isZero() ? null : step.pause().toSeconds());
        }
    }

    /** A way to serve the policy. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "Hosting", description = "A way to serve the policy.")
    public record HostingDocument(
            @Schema(description = "The server.", examples = "nginx", required = true)
            String server,

            @Schema(
                    description = "Where the text goes by Debian's layout; left out where it is advice.",
                    examples = "/etc/nginx/conf.d/mta-sts.example.com.conf")
            @Nullable
            String file,

            @Schema(description = "The configuration, or advice.", examples = "server { ... }", required = true)
            String text) {

        static HostingDocument of(WebServerSnippets hosting, DomainName domain) {
            String file = hosting.file(domain);
            return new HostingDocument(hosting.title(), file.isEmpty() ? null : file, hosting.text(domain));
        }
    }

    public static SetupDocument of(String unicodeDomain, Setup setup, Report report) {
        DomainName domain = report.observations().domain();
        var policy = setup.policy();
        return new SetupDocument(
                domain.ascii(),
                ReportDocument.different(unicodeDomain, domain.ascii()),
                report.verdict().map(Verdict::toString).orElse(null),
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
                        policy.mode().toString(),
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
                ReportDocument.severity(setup.findings()),
                ReportDocument.documents(setup.findings()),
                report.observations().checkedAt(),
                report.observations().timings().total().toMillis());
    }
}
