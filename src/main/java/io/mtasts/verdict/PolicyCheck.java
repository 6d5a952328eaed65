package io.mtasts.verdict;

import io.mtasts.finding.Finding;
import io.mtasts.sts.Policy;
import io.mtasts.sts.PolicyParseResult;
import io.mtasts.sts.PolicyParser;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What came of the policy: fetched and read, or not.
 *
 * @param policy present just where the status is {@link Status#VALID}
 * @param text the body as served, where one was served with status 200
 * @param previewPolicy the policy of a preview where its text is valid, whether or not it would be served well
 */
public record PolicyCheck(
        Status status,
        Optional<Policy> policy,
        Optional<String> text,
        Optional<Policy> previewPolicy,
        List<Finding> findings) {

    /** What ends with the body that is served today, or says that none is. */
    private static final Set<String> NO_FILE = Set.of("404", "410");

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
        List<Finding> findings = new ArrayList<>(PolicyHostCheck.findings(fetch));
        findings.addAll(PolicyResponseCheck.findings(fetch, now));
        boolean wellServed = !Finding.anyError(findings);
        Optional<PolicyParseResult> reading = fetch.response()
                .filter(answer -> answer.status() == 200 && answer.isPlain())
                .map(answer -> PolicyParser.parse(answer.body()));
        // Served as something else it most likely is something else, and every line of it would be a finding.
        reading.filter(read -> wellServed || read.policy().isPresent())
                .ifPresent(read -> findings.addAll(read.findings()));
        Optional<Policy> policy = reading.flatMap(PolicyParseResult::policy).filter(any -> wellServed);
        Status status =
                policy.isPresent() ? Status.VALID : fetch.response().isPresent() ? Status.INVALID : Status.UNREACHABLE;
        return new PolicyCheck(status, policy, reading.map(PolicyParseResult::text), Optional.empty(), findings);
    }

    /** As if the body stood in the place of what is served today, by the same host in the same way. */
    static PolicyCheck preview(PolicyFetch fetch, Instant now, byte[] body) {
        List<Finding> findings = new ArrayList<>(PolicyHostCheck.findings(fetch));
        PolicyResponseCheck.findings(fetch, now).stream()
                .filter(finding -> !isOfBody(finding))
                .forEach(findings::add);
        boolean wellServed = !Finding.anyError(findings);
        PolicyParseResult reading = PolicyParser.parse(body);
        findings.addAll(reading.findings());
        Optional<Policy> policy = reading.policy().filter(any -> wellServed);
        Status status = policy.isPresent()
                ? Status.VALID
                : reading.policy().isEmpty() || fetch.response().isPresent() ? Status.INVALID : Status.UNREACHABLE;
        return new PolicyCheck(status, policy, Optional.of(reading.text()), reading.policy(), findings);
    }

    private static boolean isOfBody(Finding finding) {
        return finding.code() == HttpsFinding.HTTPS_TOO_LARGE
                || finding.code() == HttpsFinding.HTTPS_STATUS && NO_FILE.contains(finding.evidence());
    }

    /** What the mail servers are held against. */
    public Optional<Policy> policyToMatch() {
        return previewPolicy.or(() -> policy);
    }
}
