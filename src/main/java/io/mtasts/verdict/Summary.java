package io.mtasts.verdict;

import io.mtasts.finding.Finding;
import io.mtasts.text.ListSummary;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
        int refused = coverage.uncovered().size() + coverage.lackingTls().size();
        return refused == 0
                ? domain + " enforces MTA-STS: senders deliver to it only over verified TLS."
                : domain + " enforces MTA-STS, but " + faults(coverage) + ": senders refuse to deliver to "
                        + (refused == 1 ? "it." : "them.");
    }

    private static String testing(String domain, Coverage coverage) {
        String sentence = domain + " tests MTA-STS: senders report failures, but deliver all the same.";
        String faults = faults(coverage);
        return faults.isEmpty() ? sentence : sentence + " Do not enforce it yet: " + faults + ".";
    }

    /** Why senders in mode enforce refuse to deliver, server by server; empty where they do not. */
    private static String faults(Coverage coverage) {
        return Stream.of(
                        clause(coverage.uncovered(), " is not covered by its policy", " are not covered by its policy"),
                        clause(coverage.lackingTls(), " has no valid TLS", " have no valid TLS"))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(", and "));
    }

    private static Optional<String> clause(List<String> hosts, String one, String several) {
        return hosts.isEmpty()
                ? Optional.empty()
                : Optional.of(ListSummary.summarize(hosts) + (hosts.size() == 1 ? one : several));
    }

    private static String worst(List<Finding> findings) {
        return findings.stream().findFirst().map(Finding::message).orElse("");
    }
}
