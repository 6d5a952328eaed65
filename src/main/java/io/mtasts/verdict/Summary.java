package io.mtasts.verdict;

import io.mtasts.finding.Finding;
import io.mtasts.text.Few;
import java.util.List;
import java.util.Optional;

/** The verdict in one sentence, for people. */
final class Summary {

    private Summary() {}

    /** The sentence; the findings are those of the report, worst first. */
    static String of(String domain, Optional<Verdict> verdict, Coverage coverage, List<Finding> findings) {
        if (verdict.isEmpty()) {
            return "Where " + domain + " stands is not known: " + worst(findings);
        }
        return switch (verdict.get()) {
            case ENFORCING -> enforcing(domain, coverage);
            case TESTING -> testing(domain, coverage);
            case DISABLED -> domain + " has switched MTA-STS off (mode none): senders deliver as if there were none.";
            case BROKEN -> "MTA-STS of " + domain + " is broken, so senders ignore it. " + worst(findings);
            case NOT_CONFIGURED -> domain + " has no MTA-STS: senders deliver to it without verified TLS.";
        };
    }

    private static String enforcing(String domain, Coverage coverage) {
        return coverage.uncovered().isEmpty()
                ? domain + " enforces MTA-STS: senders deliver to it only over verified TLS."
                : domain + " enforces MTA-STS, but " + left(coverage) + " by its policy: senders refuse to deliver to "
                        + (coverage.uncovered().size() == 1 ? "it." : "them.");
    }

    private static String testing(String domain, Coverage coverage) {
        String sentence = domain + " tests MTA-STS: senders report failures, but deliver all the same.";
        return coverage.uncovered().isEmpty()
                ? sentence
                : sentence + " Do not enforce it yet: " + left(coverage) + " by its policy.";
    }

    private static String left(Coverage coverage) {
        List<String> hosts = coverage.uncovered();
        return Few.of(hosts) + (hosts.size() == 1 ? " is" : " are") + " not covered";
    }

    private static String worst(List<Finding> findings) {
        return findings.stream().findFirst().map(Finding::message).orElse("");
    }
}
