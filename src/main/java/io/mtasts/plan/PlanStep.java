package io.mtasts.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A step of a plan. It may be done at any time from {@code notBefore} to {@code notAfter}.
 *
 * @param text what to do
 * @param reason why at this time
 * @param where the name or the URL at which something is to be published, or empty
 * @param publish the exact text to publish, or empty
 * @param notBefore the earliest time
 * @param notAfter the latest time; empty if a later time does no harm
 * @param afterPrevious how long after the previous step at least; of a wait, how long it takes at least
 */
public record PlanStep(
        Kind kind,
        String text,
        String reason,
        String where,
        String publish,
        Instant notBefore,
        Optional<Instant> notAfter,
        Duration afterPrevious) {

    /** The kinds of steps. */
    public enum Kind {
        PREPARE_SERVERS,
        SERVE_POLICY,
        PUBLISH_RECORD,
        WAIT_FOR_SENDERS,
        CHANGE_MX,
        WAIT_FOR_RESOLVERS,
        SWITCH_OFF_SERVERS,
        READ_REPORTS,
        REMOVE_RECORD,
        REMOVE_POLICY;

        /** Returns whether there is nothing to do but to wait until {@code notAfter}. */
        public boolean isWait() {
            return this == WAIT_FOR_SENDERS || this == WAIT_FOR_RESOLVERS || this == READ_REPORTS;
        }
    }

    static PlanStep of(Kind kind, String text, String reason, Instant notBefore) {
        return new PlanStep(kind, text, reason, "", "", notBefore, Optional.empty(), Duration.ZERO);
    }

    PlanStep until(Instant latest) {
        return new PlanStep(kind, text, reason, where, publish, notBefore, Optional.of(latest), afterPrevious);
    }

    PlanStep at(String place, String published) {
        return new PlanStep(kind, text, reason, place, published, notBefore, notAfter, afterPrevious);
    }

    PlanStep after(Duration pause) {
        return new PlanStep(kind, text, reason, where, publish, notBefore, notAfter, pause);
    }
}
