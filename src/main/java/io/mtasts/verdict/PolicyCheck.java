package io.mtasts.verdict;

import io.mtasts.finding.Correction;
import io.mtasts.finding.Finding;
import io.mtasts.name.StandardNames;
import io.mtasts.sts.Policy;
import io.mtasts.sts.PolicyParseResult;
import io.mtasts.sts.PolicyParser;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The evaluation of the policy: fetched and read, or not.
 *
 * @param policy present if and only if the status is {@link Status#VALID}
 * @param text the body, if it was served with status 200
 * @param previewPolicy the policy of a preview if its text is valid, even if the host would not serve it correctly
 * @param correction all repairs of the text in one policy; empty if there is none to make, or no single plain reading
 */
public record PolicyCheck(
        Status status,
        Optional<Policy> policy,
        Optional<String> text,
        Optional<Policy> previewPolicy,
        List<Finding> findings,
        Optional<Correction> correction) {

    /** Statuses that say that there is no file, which another body would change. */
    private static final Set<Integer> NO_FILE = Set.of(404, 410);

    /** Whether senders get a policy, and whether they accept it. */
    public enum Status {
        VALID,
        INVALID,
        UNREACHABLE,
        /** This service could not fetch it for a reason of its own, such as a lack of IPv6. */
        UNKNOWN
    }

    public PolicyCheck {
        findings = List.copyOf(findings);
        if (policy.isPresent() != (status == Status.VALID)) {
            throw new IllegalArgumentException("status " + status + " contradicts the policy " + policy);
        }
    }

    /**
     * Evaluates the policy that was fetched.
     *
     * @param mxHosts the mail servers that a correction may name
     */
    static PolicyCheck of(PolicyFetch fetch, Instant now, List<String> mxHosts) {
        List<Finding> findings = new ArrayList<>(PolicyHostCheck.findings(fetch));
        findings.addAll(PolicyResponseCheck.findings(fetch, now));
        boolean wellServed = !Finding.anyError(findings);
        findings.addAll(AnswerComparison.findings(fetch, now));
        Optional<PolicyParseResult> result = fetch.response()
                .filter(response -> response.status() == 200 && response.isPlain())
                .map(response -> parse(fetch, response.body(), mxHosts));
        // A body of another media type is most likely no policy, and every line of it would be a finding.
        Optional<PolicyParseResult> asPolicy =
                result.filter(read -> wellServed || read.policy().isPresent());
        asPolicy.ifPresent(read -> findings.addAll(read.findings()));
        Optional<Policy> policy = result.flatMap(PolicyParseResult::policy).filter(read -> wellServed);
        Status status = policy.isPresent()
                ? Status.VALID
                : fetch.response().isPresent() ? Status.INVALID : withoutResponse(fetch);
        return new PolicyCheck(
                status,
                policy,
                result.map(PolicyParseResult::text),
                Optional.empty(),
                findings,
                asPolicy.flatMap(PolicyParseResult::correction));
    }

    /** Evaluates another body as if the same host served it in the same way. */
    static PolicyCheck preview(PolicyFetch fetch, Instant now, byte[] body, List<String> mxHosts) {
        List<Finding> findings = new ArrayList<>(PolicyHostCheck.findings(fetch));
        PolicyResponseCheck.findings(fetch, now).stream()
                .filter(finding -> !isOfBody(finding, fetch))
                .forEach(findings::add);
        boolean wellServed = !Finding.anyError(findings);
        AnswerComparison.findings(fetch, now).stream()
                .filter(finding -> finding.code() != HttpsFinding.HTTPS_ADDRESSES_DIFFER)
                .forEach(findings::add);
        PolicyParseResult result = parse(fetch, body, mxHosts);
        findings.addAll(result.findings());
        Optional<Policy> policy = result.policy().filter(read -> wellServed);
        Status status = policy.isPresent()
                ? Status.VALID
                : result.policy().isEmpty() || fetch.response().isPresent() ? Status.INVALID : withoutResponse(fetch);
        return new PolicyCheck(
                status, policy, Optional.of(result.text()), result.policy(), findings, result.correction());
    }

    private static Status withoutResponse(PolicyFetch fetch) {
        return fetch.isUndetermined() ? Status.UNKNOWN : Status.UNREACHABLE;
    }

    private static PolicyParseResult parse(PolicyFetch fetch, byte[] body, List<String> mxHosts) {
        String url = "https://" + fetch.host().name() + StandardNames.POLICY_PATH;
        return PolicyParser.parse(url, body).withMxHosts(mxHosts);
    }

    private static boolean isOfBody(Finding finding, PolicyFetch fetch) {
        return finding.code() == HttpsFinding.HTTPS_TOO_LARGE
                || finding.code() == HttpsFinding.HTTPS_STATUS
                        && fetch.response()
                                .filter(response -> NO_FILE.contains(response.status()))
                                .isPresent();
    }

    /** Returns the finding that explains why the policy is not known. */
    Finding notFetched() {
        return findings.stream()
                .filter(finding -> finding.code() == HttpsFinding.HTTPS_NOT_FETCHED)
                .findFirst()
                .orElseThrow();
    }

    /** Returns the policy to compare with the mail servers. */
    public Optional<Policy> policyToMatch() {
        return previewPolicy.or(() -> policy);
    }
}
