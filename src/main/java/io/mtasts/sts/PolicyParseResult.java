package io.mtasts.sts;

import io.mtasts.finding.Finding;
import java.util.List;
import java.util.Optional;

/**
 * What the body served as the policy amounts to.
 *
 * @param policy absent just where one of the findings breaks it
 * @param text the body as text, for people to read; replacement characters stand for what is not UTF-8
 */
public record PolicyParseResult(Optional<Policy> policy, String text, List<Finding> findings) {

    public PolicyParseResult {
        if (policy.isPresent() == Finding.anyError(findings)) {
            throw new IllegalArgumentException("a policy and an error exclude each other: " + findings);
        }
        findings = Finding.limitPerCode(Finding.MAX_PER_TEXT, findings);
    }
}
