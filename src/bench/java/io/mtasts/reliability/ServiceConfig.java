package io.mtasts.reliability;

import java.util.Map;

/** How the service is set up for the runs: impatient, so that they end, and with no limit for its one client. */
final class ServiceConfig {

    private ServiceConfig() {}

    static Map<String, String> of(String policyTimeout) {
        return Map.of(
                "mta-sts.rate-limit.enabled", "false",
                "mta-sts.dns.timeout", "500ms",
                "mta-sts.policy.timeout", policyTimeout,
                "mta-sts.limits.checks", "6000");
    }
}
