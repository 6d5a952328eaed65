package io.mtasts.verdict;

import io.mtasts.finding.Finding;
import io.mtasts.sts.Mode;
import io.mtasts.sts.Policy;
import io.mtasts.sts.PolicyFinding;
import io.mtasts.text.ListSummary;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The policy that is served today, in the cache of a sender. Such a sender applies it until max_age is over, even if the
 * record or the policy host fails meanwhile. RFC 8461, 3.3, 5.1.
 *
 * @param untilAtMost when a sender that fetches the policy now forgets it
 * @param uncovered the mail servers that the policy does not cover, by preference
 */
public record RememberedPolicy(Instant untilAtMost, List<String> uncovered) {

    public RememberedPolicy {
        uncovered = List.copyOf(uncovered);
    }

    /** Returns the policy as a sender remembers it; empty if senders accept no policy today. */
    static Optional<RememberedPolicy> of(Optional<Policy> served, Coverage coverage, Instant now) {
        return served.map(policy -> new RememberedPolicy(now.plusSeconds(policy.maxAge()), coverage.uncovered()));
    }

    /**
     * Returns a finding if senders refuse mail although the set-up is not in force: the policy in their cache enforces and
     * leaves out mail servers.
     *
     * @param served the policy that senders remember
     * @param verdict empty if it is not known
     */
    Optional<Finding> finding(String domain, Policy served, Optional<Verdict> verdict, List<String> namesToCover) {
        boolean inForce = verdict.equals(Optional.of(Verdict.ENFORCING));
        return served.mode() != Mode.ENFORCE || uncovered.isEmpty() || inForce
                ? Optional.empty()
                : Optional.of(PolicyFinding.POLICY_REMEMBERED
                        .about(domain)
                        .withEvidence(ListSummary.summarize(uncovered) + " (until " + untilAtMost + " at the latest)")
                        .withSuggestedText(CoverageCheck.lines(namesToCover)));
    }
}
