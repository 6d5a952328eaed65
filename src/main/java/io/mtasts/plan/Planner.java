package io.mtasts.plan;

import io.mtasts.finding.Finding;
import io.mtasts.sts.MxPattern;
import io.mtasts.sts.Policy;
import io.mtasts.text.ListSummary;
import io.mtasts.text.TimeText;
import io.mtasts.verdict.DomainFinding;
import io.mtasts.verdict.InconclusiveLookup;
import io.mtasts.verdict.Lookup;
import io.mtasts.verdict.MxCheck;
import io.mtasts.verdict.Report;
import io.mtasts.verdict.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * A planner of changes. No known sender may use a remembered policy that leaves out a mail server in use. RFC 8461, 3.3, 5.1,
 * 8.
 *
 * <p>First a policy covers the old and the new mail servers. The mail servers change when no sender remembers the policy
 * before it. The old mail servers leave the policy when no resolver remembers the old MX records.
 */
public final class Planner {

    /** For the first steps, if the earliest safe time is wanted. */
    static final Duration TIME_TO_ACT = Duration.ofHours(1);

    private final PlanRequest request;
    private final CurrentSetup today;
    private final IntendedChange change;
    /** The old policies for which the change has to wait; empty if there are none. */
    private final Optional<RememberedPolicies> obstacle;
    /** The policy before the change. */
    private final Optional<Policy> bridge;
    /** How long after a new record the last sender forgets the old policies. */
    private final Duration cacheTime;

    private Planner(PlanRequest request, Report report) {
        this.request = request;
        today = CurrentSetup.of(report);
        change = IntendedChange.of(request, today);
        obstacle = RememberedPolicies.of(today, request.longestMaxAge()).filter(change::waitsFor);
        bridge = change.bridge(obstacle.isPresent());
        cacheTime = schedules(Instant.EPOCH).stream()
                .findFirst()
                .map(last -> Duration.between(Instant.EPOCH, last.forgottenAt()))
                .orElse(Duration.ZERO);
    }

    /** Returns the failed lookup without which no plan is safe. */
    public static Optional<InconclusiveLookup> inconclusive(Report report) {
        MxCheck mx = report.mx();
        return report.inconclusive()
                .or(() -> mx.known()
                        ? Optional.empty()
                        : Optional.of(new InconclusiveLookup(
                                mx.lookupFailure(), report.observations().mx().timedOut())));
    }

    /** Returns why there can be no plan: a lookup failed, or the name of the record would be too long. */
    public static Optional<Finding> blocker(Report report) {
        Lookup<String> record = report.observations().record();
        return record.outcome() == Lookup.Outcome.NAME_TOO_LONG
                ? Optional.of(DomainFinding.DOMAIN_TOO_LONG_FOR_MTA_STS.about(record.name()))
                : inconclusive(report).map(InconclusiveLookup::finding);
    }

    /** Returns the plan. Call it only if there is no {@link #blocker}. */
    public static Plan plan(PlanRequest request, Report report) {
        return new Planner(request, report).plan();
    }

    private Plan plan() {
        Instant now = today.now();
        Instant announced = bridge.isPresent()
                ? now.plus(PlanSteps.SERVING_TIME)
                : obstacle.flatMap(RememberedPolicies::replacedAt).orElse(now);
        Instant minimum = later(now, announced.plus(cacheTime));
        boolean isNowSafe = minimum.equals(now);
        Instant earliest = isNowSafe ? now : ceilingHour(minimum.plus(TIME_TO_ACT));
        Instant requested = request.cutOver().orElse(earliest);
        boolean isSafe = isNowSafe || !requested.isBefore(minimum);
        Instant cutOver = isSafe ? later(requested, now) : earliest;
        // The record may be published so late that all senders forget the old policy just in time.
        Instant lastRecord = bridge.isPresent() ? cutOver.minus(cacheTime) : announced;
        List<SenderSchedule> senders = isNowSafe ? List.of() : schedules(lastRecord);
        List<PlanStep> steps =
                change.isChange() ? PlanSteps.of(change, bridge, lastRecord, cutOver, senders) : List.of();
        return new Plan(
                cutOver,
                earliest,
                cacheTime,
                today.servers(),
                PatternSets.texts(change.patterns()),
                change.target(),
                steps,
                senders,
                Assumptions.of(steps, today, request.longestMaxAge()),
                isSafe ? Optional.empty() : Optional.of(conflict(requested, earliest, minimum)));
    }

    /** Returns when each sender leaves the old policies after a new record; empty if the change does not wait for them. */
    private List<SenderSchedule> schedules(Instant announced) {
        return obstacle.map(policies -> policies.schedules(announced, today.recordTtl()))
                .orElse(List.of());
    }

    /** @param forgotten when the last sender forgets the old policies, if the first steps are done at once */
    private String conflict(Instant requested, Instant earliest, Instant forgotten) {
        String what = change.changesMx()
                ? "A change of the mail servers at " + TimeText.minute(requested)
                        + (obstacle.isPresent() ? " loses mail: " : " is too early: ")
                : "MTA-STS cannot be removed at " + TimeText.minute(requested) + ": ";
        return what
                + (obstacle.isPresent()
                        ? "senders may still use " + oldPolicy() + ". This is true for "
                                + ListSummary.summarize(late(requested, forgotten))
                        : "another policy comes first, and its record at least "
                                + TimeText.exact(PlanSteps.SERVING_TIME) + " later")
                + ". The earliest safe time is " + TimeText.minute(earliest)
                + ", if the first steps are done within an hour."
                + (request.longestMaxAge().isEmpty() && today.hidesEarlierPolicies()
                        ? " The service assumes the longest max_age that is allowed. If you know the longest max_age that the"
                                + " domain ever published, send it as longestMaxAgeSeconds."
                        : "");
    }

    private String oldPolicy() {
        if (!change.changesMx()) {
            return "a policy in mode enforce that they remember";
        }
        List<MxPattern> uncovered =
                today.verdict() == Verdict.ENFORCING ? today.uncovered(change.patterns()) : List.of();
        return uncovered.isEmpty()
                ? "an old policy, which may not name the new mail servers"
                : "the policy of today, which does not name " + ListSummary.summarize(PatternSets.texts(uncovered));
    }

    /** Returns the senders that remember the old policies at a time, the last one first. */
    private List<String> late(Instant time, Instant forgotten) {
        return schedules(forgotten.minus(cacheTime)).stream()
                .filter(sender -> sender.forgottenAt().isAfter(time))
                .map(sender -> sender.sender().name())
                .toList();
    }

    private static Instant ceilingHour(Instant instant) {
        Instant hour = instant.truncatedTo(ChronoUnit.HOURS);
        return hour.equals(instant) ? hour : hour.plus(Duration.ofHours(1));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isBefore(other) ? other : one;
    }
}
