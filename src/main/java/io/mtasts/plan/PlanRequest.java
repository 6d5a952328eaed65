package io.mtasts.plan;

import io.mtasts.name.DomainName;
import io.mtasts.sts.Policy;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The change that somebody plans.
 *
 * @param mailServers the mail servers after the change; empty if the policy names them
 * @param policy the policy after the change; empty if the policy of today is adapted to the mail servers
 * @param cutOver when the mail servers change; empty for the earliest time that is safe
 * @param longestMaxAge the longest max_age of the policies before the one of today, in seconds; empty if there were none or
 *     their max_age was not longer
 */
public record PlanRequest(
        List<DomainName> mailServers, Optional<Policy> policy, Optional<Instant> cutOver, OptionalLong longestMaxAge) {

    public PlanRequest {
        mailServers = List.copyOf(mailServers);
        if (mailServers.isEmpty() && policy.isEmpty()) {
            throw new IllegalArgumentException("neither mail servers nor a policy");
        }
    }
}
