package io.mtasts.plan;

import io.mtasts.plan.PlanStep.Kind;
import io.mtasts.sts.MxPattern;
import io.mtasts.sts.Policy;
import io.mtasts.text.ListSummary;
import io.mtasts.text.TimeText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What a plan relies on but nobody observed, as sentences. */
final class Assumptions {

    private static final String LONGEST_MAX_AGE = TimeText.exact(Duration.ofSeconds(Policy.MAX_AGE_LIMIT));

    private static final String ID_SAYS_WHEN = "The id of the record says when the policy changed last.";

    private static final String NEVER_ENFORCED =
            "The domain has not enforced a policy that a sender may still remember.";

    private static final String BEFORE_NONE =
            "The policies before mode none had the longest max_age that is allowed, " + LONGEST_MAX_AGE + ".";

    private Assumptions() {}

    /** Returns the assumptions of these steps; empty if there is nothing to do. */
    static List<String> of(List<PlanStep> steps, CurrentSetup today, OptionalLong longestMaxAge) {
        if (steps.isEmpty()) {
            return List.of();
        }
        List<String> assumptions = new ArrayList<>();
        boolean publishes = has(steps, Kind.PUBLISH_RECORD);
        if (publishes || has(steps, Kind.WAIT_FOR_SENDERS) || has(steps, Kind.REMOVE_POLICY)) {
            assumptions.add(ttl("the record", today.observedRecordTtl(), today.recordTtl()));
        }
        if (has(steps, Kind.WAIT_FOR_RESOLVERS)) {
            assumptions.add(ttl("the MX records", today.observedMxTtl(), today.mxTtl()));
        }
        lastChange(today).ifPresent(assumptions::add);
        assumptions.add(
                longestMaxAge.isPresent()
                        ? "No earlier policy had a longer max_age than " + seconds(longestMaxAge.getAsLong())
                                + ", as you entered."
                        : earlierPolicies(today));
        if (publishes) {
            assumptions.add(
                    "Every server of the policy host serves a new policy before its record is published, and no proxy in"
                            + " front of it serves an older one.");
        }
        assumptions.add("Senders that are not in the list remember a policy no longer than its max_age.");
        List<String> unnamed = today.servers().stream()
                .filter(server -> MxPattern.of(server).isEmpty())
                .toList();
        if (!unnamed.isEmpty()) {
            assumptions.add("No policy can name " + ListSummary.summarize(unnamed)
                    + ", so that senders that apply a policy do not deliver there.");
        }
        return assumptions;
    }

    private static boolean has(List<PlanStep> steps, Kind kind) {
        return steps.stream().anyMatch(step -> step.kind() == kind);
    }

    private static String ttl(String what, OptionalLong observed, Duration assumed) {
        if (observed.isEmpty()) {
            return "The time to live of " + what + " was not observed. It is taken to be " + TimeText.exact(assumed)
                    + ".";
        }
        String sentence = "The time to live of " + what + " was observed as " + seconds(observed.getAsLong()) + ". ";
        return observed.getAsLong() < assumed.toSeconds()
                ? sentence + "A resolver reports only what is left of it, so it is taken to be "
                        + TimeText.exact(assumed) + "."
                : sentence + "It is taken to be no longer.";
    }

    /** Returns what the plan assumes about the time of the last change; empty if it does not depend on that. */
    private static Optional<String> lastChange(CurrentSetup today) {
        return switch (today.verdict()) {
            case ENFORCING ->
                Optional.of(
                        today.lastChange().isPresent()
                                ? ID_SAYS_WHEN
                                : "The policy of today has been published for longer than its max_age, since the id of the record"
                                        + " does not say when it changed.");
            case DISABLED -> today.lastChange().map(time -> ID_SAYS_WHEN);
            case TESTING, BROKEN, NOT_CONFIGURED -> Optional.empty();
        };
    }

    private static String earlierPolicies(CurrentSetup today) {
        return switch (today.verdict()) {
            case ENFORCING -> "Earlier policies had no longer max_age.";
            case TESTING -> NEVER_ENFORCED;
            case NOT_CONFIGURED -> "The domain never had a policy that a sender may still remember.";
            case DISABLED -> BEFORE_NONE;
            case BROKEN ->
                today.intended()
                        .map(policy -> switch (policy.mode()) {
                            case ENFORCE ->
                                "Senders that remember a policy remember one with the max_age of today, "
                                        + seconds(policy.maxAge()) + ", although the set-up is broken.";
                            case TESTING -> NEVER_ENFORCED;
                            case NONE -> BEFORE_NONE;
                        })
                        .orElse("No policy can be read today. Senders may remember one with the longest max_age that is"
                                + " allowed, " + LONGEST_MAX_AGE + ".");
        };
    }

    private static String seconds(long seconds) {
        return TimeText.exact(Duration.ofSeconds(seconds));
    }
}
