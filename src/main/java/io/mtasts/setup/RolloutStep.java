package io.mtasts.setup;

import java.time.Duration;

/**
 * One thing to do, in its turn.
 *
 * @param where the name or the address at which something is to be published, empty where there is none
 * @param publish the very text, empty where there is none
 * @param pause how long to wait after it, before the next
 */
public record RolloutStep(Kind kind, String text, String where, String publish, Duration pause) {

    /** What is to be done. */
    public enum Kind {
        PUBLISH_TLS_RPT,
        GIVE_CERTIFICATES,
        SET_UP_POLICY_HOST,
        SERVE_POLICY,
        PUBLISH_RECORD,
        READ_REPORTS,
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
