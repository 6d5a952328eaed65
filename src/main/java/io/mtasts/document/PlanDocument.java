package io.mtasts.document;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mtasts.plan.Plan;
import io.mtasts.plan.PlanStep;
import io.mtasts.plan.SenderSchedule;
import io.mtasts.sender.PolicyCache;
import io.mtasts.sender.Sender;
import io.mtasts.text.TimeText;
import io.mtasts.verdict.Report;
import io.mtasts.verdict.Verdict;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The JSON document of a plan. Members that do not apply are left out. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(
        name = "Plan",
        description =
                "The steps of a change with dates. At no time does a known sender remember a policy that leaves out a"
                        + " mail server in use, as far as the assumptions hold.")
public record PlanDocument(
        @Schema(description = "The domain in A-label form.", examples = "example.com", required = true)
        String domain,

        @Schema(description = "The domain in Unicode, only if it differs.", examples = "bücher.example") @Nullable
        String unicodeDomain,

        @Schema(description = "The current verdict.", examples = "enforcing", required = true)
        Verdict verdictToday,

        @Schema(
                description = "The severity of the worst finding about the domain today, or ok if there are none.",
                examples = "ok",
                required = true)
        WorstSeverity severity,

        @Schema(
                description = "The plan in one sentence.",
                examples = "The mail servers can change on 20 December 2026, 14:00 UTC.",
                required = true)
        String summary,

        @Schema(
                description =
                        "When the mail servers change, or when MTA-STS is removed: the requested time, or else the"
                                + " earliest one.",
                examples = "2026-12-20T14:00:00Z",
                required = true)
        Instant cutOver,

        @Schema(
                description =
                        "The earliest time of the change that is safe if the first steps are done within an hour.",
                examples = "2026-12-07T14:00:00Z",
                required = true)
        Instant earliest,

        @Schema(
                description =
                        "How long senders may remember the old policy after the new record is published, in seconds."
                                + " 0 if that does not matter.",
                examples = "1213200",
                required = true)
        long cacheSeconds,

        @Schema(
                description = "The mail servers of today that senders can reach, by preference.",
                examples = "[\"mx1.example.com\"]",
                required = true)
        List<String> mailServersToday,

        @Schema(
                description = "The mail servers after the change, or the patterns of the intended policy.",
                examples = "[\"mx2.example.com\"]",
                required = true)
        List<String> mailServers,

        @Schema(description = "The steps in their order. Empty if there is nothing to do.", required = true)
        List<PlanStepDocument> steps,

        @Schema(
                description =
                        "When each known sender leaves the old policy, the last one first. Empty if that does not matter.",
                required = true)
        List<SenderScheduleDocument> senders,

        @Schema(
                description = "What was not observed, as sentences.",
                examples = "[\"The time to live of the record was not observed. It is taken to be 1 day.\"]",
                required = true)
        List<String> assumptions,

        @Schema(description = "When the check started.", examples = "2026-11-23T12:00:00Z", required = true)
        Instant checkedAt,

        @Schema(description = "The duration of the check in milliseconds.", examples = "143", required = true)
        long durationMs,

        @Schema(description = "The build of the service.", required = true)
        BuildInfo service)
        implements DomainDocument {

    /** A step in a document. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "PlanStep", description = "A step of a plan. It may be done at any time from notBefore to notAfter.")
    public record PlanStepDocument(
            @Schema(description = "The kind of step.", examples = "serve-policy", required = true)
            PlanStep.Kind kind,

            @Schema(
                    description = "What to do, as a sentence.",
                    examples = "Serve a policy that covers the old and the new mail servers.",
                    required = true)
            String text,

            @Schema(
                    description = "Why at this time.",
                    examples = "Resolvers may remember the record until then.",
                    required = true)
            String reason,

            @Schema(description = "The name or the URL that the step is about.", examples = "_mta-sts.example.com")
            @Nullable
            String where,

            @Schema(description = "The exact text to publish.", examples = "v=STSv1; id=20261220T140000Z;") @Nullable
            String publish,

            @Schema(description = "The earliest time.", examples = "2026-11-23T12:00:00Z", required = true)
            Instant notBefore,

            @Schema(
                    description = "The latest time; of a wait, its end. Left out if a later time does no harm.",
                    examples = "2026-12-06T13:00:00Z")
            @Nullable
            Instant notAfter,

            @Schema(
                    description =
                            "How long after the previous step at least, in seconds. Left out if no wait is needed.",
                    examples = "300")
            @Nullable
            Long waitSeconds) {

        static PlanStepDocument of(PlanStep step) {
            return new PlanStepDocument(
                    step.kind(),
                    step.text(),
                    step.reason(),
                    DocumentValues.nullIfEmpty(step.where()),
                    DocumentValues.nullIfEmpty(step.publish()),
                    step.notBefore(),
                    step.notAfter().orElse(null),
                    step.afterPrevious().isZero() ? null : step.afterPrevious().toSeconds());
        }
    }

    /** When a sender leaves the old policy, in a document. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(
            name = "SenderSchedule",
            description =
                    "When a sender leaves the old policy, if the record is published at the latest time of its step.")
    public record SenderScheduleDocument(
            @Schema(description = "The sender, as in the list of senders.", examples = "stalwart", required = true)
            String id,

            @Schema(description = "Its name.", examples = "Stalwart", required = true)
            String name,

            @Schema(
                    description = "The date of the commit, document or test that the data rests on.",
                    examples = "2026-08-21",
                    required = true)
            LocalDate date,

            @Schema(
                    description =
                            "How it detects a new policy. id: it compares the id before a delivery. fetch: it fetches the"
                                    + " policy again from time to time. expiry: not before the remembered policy expires."
                                    + " unknown: the plan assumes the worst that RFC 8461 allows.",
                    examples = "id",
                    required = true)
            PolicyCache.Detection detection,

            @Schema(
                    description = "From when on it uses the new policy at the latest, if it can fetch that.",
                    examples = "2026-12-06T14:00:00Z",
                    required = true)
            Instant newPolicyFrom,

            @Schema(
                    description =
                            "When it has forgotten the old policy at the latest, even if it cannot fetch the new one.",
                    examples = "2026-12-20T13:00:00Z",
                    required = true)
            Instant forgottenAt,

            @Schema(
                    description = "How long it remembers the old policy after it fetched or extended that, in seconds.",
                    examples = "1209600",
                    required = true)
            long lifetimeSeconds,

            @Schema(
                    description = "Whether it extends the old policy without a fetch while it sees the old record.",
                    examples = "false",
                    required = true)
            boolean extendsPolicy,

            @Schema(
                    description =
                            "The file and line in the source of the sender, or the document. Left out if nothing is known.",
                    examples = "crates/smtp/src/outbound/mta_sts/lookup.rs:50-97")
            @Nullable
            String source) {

        static SenderScheduleDocument of(SenderSchedule schedule) {
            Sender sender = schedule.sender();
            return new SenderScheduleDocument(
                    sender.id(),
                    sender.name(),
                    sender.date(),
                    sender.cache().detection(),
                    schedule.newPolicyFrom(),
                    schedule.forgottenAt(),
                    schedule.lifetime().toSeconds(),
                    sender.cache().renews(),
                    DocumentValues.nullIfEmpty(sender.cache().source()));
        }
    }

    /**
     * Returns the document of a plan.
     *
     * @param unicodeDomain the domain in Unicode, which may be the same as in A-labels
     * @param report the report that the plan is based on
     */
    public static PlanDocument of(String unicodeDomain, Plan plan, Report report) {
        String domain = report.observations().domain().ascii();
        return new PlanDocument(
                domain,
                DocumentValues.unicodeIfDifferent(unicodeDomain, domain),
                report.verdict().orElseThrow(),
                WorstSeverity.of(report.findings()),
                summary(plan),
                plan.cutOver(),
                plan.earliest(),
                plan.cacheTime().toSeconds(),
                plan.mailServersToday(),
                plan.mailServers(),
                plan.steps().stream().map(PlanStepDocument::of).toList(),
                plan.senders().stream().map(SenderScheduleDocument::of).toList(),
                plan.assumptions(),
                report.observations().checkedAt(),
                report.observations().timings().total().toMillis(),
                BuildInfo.CURRENT);
    }

    private static String summary(Plan plan) {
        if (plan.steps().isEmpty()) {
            return "There is nothing to do: the domain already is as requested.";
        }
        boolean changesMx = plan.steps().stream().anyMatch(step -> step.kind() == PlanStep.Kind.CHANGE_MX);
        boolean removes = plan.steps().stream().anyMatch(step -> step.kind() == PlanStep.Kind.REMOVE_RECORD);
        String what = changesMx
                ? "The mail servers can change"
                : removes ? "MTA-STS can be removed" : "The new policy can be published";
        return what + " on " + TimeText.minute(plan.cutOver())
                + (plan.senders().isEmpty() ? "." : ". No known sender remembers the old policy then.");
    }

    /** Returns no findings: those about the domain today are in its report. */
    @Override
    public List<FindingDocument> findings() {
        return List.of();
    }
}
