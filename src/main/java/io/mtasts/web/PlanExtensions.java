package io.mtasts.web;

import io.mtasts.document.PlanDocument;
import io.mtasts.document.PlanDocument.PlanStepDocument;
import io.mtasts.document.PlanDocument.SenderScheduleDocument;
import io.mtasts.plan.PlanStep;
import io.mtasts.sender.PolicyCache;
import io.mtasts.text.TimeText;
import io.quarkus.qute.TemplateExtension;
import java.time.Instant;
import java.util.List;

/** What the templates show of a plan beyond its members. */
@TemplateExtension
final class PlanExtensions {

    private PlanExtensions() {}

    /** Returns a time to the minute. */
    static String minute(Instant time) {
        return TimeText.minute(time);
    }

    /** Returns when a step is to be done, in words. */
    static String when(PlanStepDocument step) {
        Instant latest = step.notAfter();
        if (step.kind().isWait() && latest != null) {
            return "until " + TimeText.minute(latest);
        }
        return step.kind() == PlanStep.Kind.CHANGE_MX
                ? TimeText.minute(step.notBefore())
                : "from " + TimeText.minute(step.notBefore());
    }

    /** Returns the latest time of a step, or an empty text if there is none or if it was shown. */
    static String latest(PlanStepDocument step) {
        Instant latest = step.notAfter();
        return latest == null || step.kind().isWait() ? "" : TimeText.minute(latest);
    }

    /** Returns whether a step changes what arrives where. */
    static boolean isCutOver(PlanStepDocument step) {
        return step.kind() == PlanStep.Kind.CHANGE_MX;
    }

    static boolean isWaiting(PlanStepDocument step) {
        return step.kind().isWait();
    }

    /** Returns the known senders, or those about which nothing is known. */
    static List<SenderScheduleDocument> known(PlanDocument plan) {
        return plan.senders().stream().filter(sender -> sender.source() != null).toList();
    }

    static List<String> unknown(PlanDocument plan) {
        return plan.senders().stream()
                .filter(sender -> sender.source() == null)
                .map(SenderScheduleDocument::name)
                .toList();
    }

    /** Returns when the senders about which nothing is known forget the old policy at the latest. */
    static String unknownForget(PlanDocument plan) {
        return plan.senders().stream()
                .filter(sender -> sender.source() == null)
                .map(SenderScheduleDocument::forgottenAt)
                .findFirst()
                .map(TimeText::minute)
                .orElse("");
    }

    /** Returns what a sender does, in words. */
    static String behavior(SenderScheduleDocument sender) {
        return detection(sender.detection()) + " Remembers the old policy for "
                + FormatExtensions.period(sender.lifetimeSeconds())
                + (sender.extendsPolicy() ? ", from the last time it saw the old record." : ".");
    }

    /** Returns how a sender detects a new policy, as a sentence. */
    static String detection(PolicyCache.Detection detection) {
        return switch (detection) {
            case ID -> "Compares the id before a delivery.";
            case FETCH -> "Fetches the policy again from time to time.";
            case EXPIRY -> "Does not compare the id, and uses the old policy until it expires.";
            case UNKNOWN -> "How it detects a new policy is not known.";
        };
    }

    /** Returns a time as the field of the form takes it. */
    static String field(Instant time) {
        return time.toString();
    }
}
