package io.mtasts.plan;

import io.mtasts.sts.Policy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The steps of a change.
 *
 * @param cutOver when the mail servers change, or when MTA-STS is removed
 * @param earliest the earliest time of the change that is safe, with some time to do the first steps
 * @param cacheTime how long senders may remember the old policy after the new record is published; zero if that does not matter
 * @param mailServersToday the mail servers that senders can reach, by preference
 * @param mailServers the mail servers or patterns after the change
 * @param target the policy after the change; empty if there is none
 * @param steps in their order; empty if there is nothing to do
 * @param senders when each sender leaves the old policy; empty if that does not matter
 * @param assumptions what was not observed, as sentences
 * @param conflict why the requested time is too early; empty if it is not
 */
public record Plan(
        Instant cutOver,
        Instant earliest,
        Duration cacheTime,
        List<String> mailServersToday,
        List<String> mailServers,
        Optional<Policy> target,
        List<PlanStep> steps,
        List<SenderSchedule> senders,
        List<String> assumptions,
        Optional<String> conflict) {

    public Plan {
        mailServersToday = List.copyOf(mailServersToday);
        mailServers = List.copyOf(mailServers);
        steps = List.copyOf(steps);
        senders = List.copyOf(senders);
        assumptions = List.copyOf(assumptions);
    }
}
