package io.mtasts.sts;

import io.mtasts.finding.Correction;
import io.mtasts.finding.Finding;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * The result of parsing the body of a policy.
 *
 * @param url the URL of the policy
 * @param policy the policy, absent if and only if one of the findings is an error
 * @param text the body as text, for people to read; bytes that are not UTF-8 are replacement characters
 * @param findings the faults; each one offers the corrected lines if they are known
 * @param correction all repairs in one policy, absent if nothing has to change or there is no single plain reading
 */
public record PolicyParseResult(
        String url, Optional<Policy> policy, String text, List<Finding> findings, Optional<Correction> correction) {

    public PolicyParseResult {
        if (policy.isPresent() == Finding.anyError(findings)) {
            throw new IllegalArgumentException("there must be either a policy or an error: " + findings);
        }
        findings = Finding.limitPerCode(Finding.MAX_PER_TEXT, findings);
    }

    /**
     * Returns this result with the mail servers of the domain filled in where the policy names none: instead of lines
     * without a readable host name, or if there is no line with an mx.
     *
     * @param mxHosts the names of the mail servers that can be reached
     */
    public PolicyParseResult withMxHosts(List<String> mxHosts) {
        boolean isText = findings.stream().noneMatch(finding -> finding.code() == PolicyFinding.POLICY_ENCODING);
        return isText && policy.isEmpty()
                ? PolicyParser.parse(url, text.getBytes(StandardCharsets.UTF_8), mxHosts)
                : this;
    }
}
