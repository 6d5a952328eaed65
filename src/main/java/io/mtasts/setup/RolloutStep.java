package io.mtasts.setup;

import java.time.Duration;

/**
 * One step of a rollout.
 *
 * @param where the name or the URL at which something is to be published, or empty
 * @param publish the exact text to publish, or empty
 * @param pause how long to wait after this step before the next one
 */
public record RolloutStep(Kind kind, String text, String where, String publish, Duration pause) {

    /** The kinds of steps. */
    public enum Kind {
        PUBLISH_TLS_RPT,
        GIVE_CERTIFICATES,
        SET_UP_POLICY_HOST,
        SERVE_POLICY,
        PUBLISH_RECORD,
        READ_REPORTS,
        WAIT_FOR_SENDERS,
        REMOVE_RECORD,
        REMOVE_POLICY
    }

    static RolloutStep of(Kind kind, String text) {
        return new RolloutStep(kind, text, "", "", Duration.ZERO);
    }

    RolloutStep at(String place, String published) {
        return new RolloutStep(kind, text, place, published, pause);
    }

    RolloutStep thenWait(Duration time) {
        return new RolloutStep(kind, text, where, publish, time);
    }
}
