package io.mtasts.plan;

import io.mtasts.sender.PolicyCache;
import io.mtasts.sender.Sender;
import java.time.Duration;
import java.time.Instant;

/**
 * When a sender leaves the old policy.
 *
 * @param newPolicyFrom from when on it uses the new policy at the latest, if it can fetch that
 * @param forgottenAt when it has forgotten the old policy at the latest, even if it cannot fetch the new one
 * @param lifetime how long it remembers the old policy after it fetched or extended that
 */
public record SenderSchedule(Sender sender, Instant newPolicyFrom, Instant forgottenAt, Duration lifetime) {

    static SenderSchedule of(Sender sender, Duration lifetime, Duration recordTtl, Instant announced) {
        PolicyCache cache = sender.cache();
        Instant forgotten = announced.plus(cache.remembersAfterChange(lifetime, recordTtl));
        Instant noticed = switch (cache.detection()) {
            case ID -> announced.plus(recordTtl).plus(cache.within());
            case FETCH -> announced.plus(cache.within());
            case EXPIRY, UNKNOWN -> forgotten;
        };
        return new SenderSchedule(sender, noticed.isBefore(forgotten) ? noticed : forgotten, forgotten, lifetime);
    }
}
