package io.mtasts.verdict;

import io.mtasts.finding.Correction;
import io.mtasts.finding.Finding;
import io.mtasts.finding.FindingCode;
import io.mtasts.sts.Mode;
import io.mtasts.sts.Policy;
import io.mtasts.sts.PolicyFinding;
import io.mtasts.sts.PolicyParser;
import io.mtasts.text.ListSummary;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A reading of an invalid policy by lenient senders. Most implementations skip a blank line, which RFC 8461, 3.2 does
 * not allow. They apply the policy, and so they refuse mail to servers that it leaves out.
 */
final class LenientReading {

    /** The only mistake that most known implementations pass over. */
    private static final Set<FindingCode> PASSED_OVER = Set.of(PolicyFinding.POLICY_BLANK_LINE);

    private LenientReading() {}

    /** Returns the policy that lenient senders read; empty if the policy is valid, or if they do not read it either. */
    static Optional<Policy> of(PolicyCheck check) {
        List<Finding> errors =
                check.findings().stream().filter(Finding::isError).toList();
        boolean passedOver = errors.stream().allMatch(error -> PASSED_OVER.contains(error.code()));
        return errors.isEmpty() || !passedOver
                ? Optional.empty()
                : check.correction()
                        .map(Correction::corrected)
                        .map(text -> PolicyParser.parse(text.getBytes(StandardCharsets.UTF_8)))
                        .flatMap(parsed -> parsed.policy());
    }

    /** Returns a finding if lenient senders refuse mail to a server. */
    static Optional<Finding> finding(PolicyCheck check, MxCheck mx, Observations observations) {
        Optional<Policy> policy = of(check).filter(read -> read.mode() == Mode.ENFORCE);
        List<String> uncovered = policy.map(read -> CoverageCheck.of(Optional.of(read), true, mx, observations))
                .map(coverage -> coverage.coverage().uncovered())
                .orElse(List.of());
        return uncovered.isEmpty()
                ? Optional.empty()
                : Optional.of(MxFinding.MX_UNCOVERED_LENIENT
                        .about(ListSummary.summarize(uncovered))
                        .withEvidence(check.findings().stream()
                                .filter(Finding::isError)
                                .map(error -> error.code().code())
                                .distinct()
                                .collect(Collectors.joining(", ")))
                        .withSuggestedText(CoverageCheck.lines(uncovered)));
    }
}
