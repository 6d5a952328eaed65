package io.mtasts.verdict;

import io.mtasts.finding.Finding;
import io.mtasts.sts.Policy;
import io.mtasts.sts.PolicyParser;
import io.mtasts.sts.PolicyReading;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What came of the policy: fetched and read, or not.
 *
 * @param policy present just where the status is {@link Status#VALID}
 * @param text the body as served, where one was served with status 200
 */
public record PolicyCheck(Status status, Optional<Policy> policy, Optional<String> text, List<Finding> findings) {

    /** Whether senders get a policy, and whether they accept it. */
    public enum Status {
        VALID,
        INVALID,
        UNREACHABLE
    }

    public PolicyCheck {
        findings = List.copyOf(findings);
        if (policy.isPresent() != (status == Status.VALID)) {
            throw new IllegalArgumentException("a policy where the status is " + status);
        }
    }

    static PolicyCheck of(PolicyFetch fetch, Instant now) {
        List<Finding> findings = new ArrayList<>(HostCheck.findings(fetch));
        findings.addAll(AnswerCheck.findings(fetch, now));
        boolean wellServed = !Finding.anyBreaks(findings);
        Optional<PolicyReading> reading = fetch.answer()
                .filter(answer -> answer.status() == 200 && answer.isPlain())
                .map(answer -> PolicyParser.parse(answer.body()));
        // Served as something else it most likely is something else, and every line of it would be a finding.
        reading.filter(read -> wellServed || read.policy().isPresent())
                .ifPresent(read -> findings.addAll(read.findings()));
        Optional<Policy> policy = reading.flatMap(PolicyReading::policy).filter(any -> wellServed);
        Status status =
                policy.isPresent() ? Status.VALID : fetch.answer().isPresent() ? Status.INVALID : Status.UNREACHABLE;
        return new PolicyCheck(status, policy, reading.map(PolicyReading::text), findings);
    }
}
