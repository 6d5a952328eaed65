package io.mtasts.api;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/**
 * A service that waits for longer than any test lasts, so that only what the test does can end a check. A client may check
 * {@value #CLIENT_CHECKS} domains at once, and ten more each second. Mail servers are connected to.
 */
public final class LongTimeoutProfile implements QuarkusTestProfile {

    /** How many domains of a list are checked at once. */
    public static final int LIST_AT_ONCE = 4;

    static final int CLIENT_CHECKS = 40;

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "mta-sts.policy.timeout", "10m",
                "mta-sts.smtp.probe", "true",
                "mta-sts.smtp.timeout", "10m",
                "mta-sts.limits.list-at-once", Integer.toString(LIST_AT_ONCE),
                "mta-sts.limits.client-checks", Integer.toString(CLIENT_CHECKS),
                "mta-sts.rate-limit.enabled", "true",
                "mta-sts.rate-limit.client.requests", Integer.toString(CLIENT_CHECKS),
                "mta-sts.rate-limit.client.window", "4s",
                "mta-sts.rate-limit.target.requests", "1000");
    }
}
