package io.mtasts.verdict;

import io.mtasts.finding.Finding;
import io.mtasts.text.ListSummary;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The verdict in one or two sentences, for people.
 *
 * <p>The sentences speak of senders that fetch the policy now, and of senders that remember a policy, which apply it
 * until its max_age is over. RFC 8461, 3.3, 5.1.
 */
final class Summary {

    private Summary() {}

    /** Returns the sentences of a check without a verdict. */
    static String unknown(String domain, Finding cause) {
        return "The status of " + domain + " could not be determined: " + cause.message();
    }

    /** Returns the sentences. The findings are those of the report, the worst first. */
    static String of(String domain, Verdict verdict, MxCheck mx, Coverage coverage, List<Finding> findings) {
        return switch (verdict) {
            case ENFORCING -> enforcing(domain, mx, coverage);
            case TESTING -> testing(domain, mx, coverage);
            case DISABLED ->
                domain + " has switched MTA-STS off (mode none): senders that have fetched this policy deliver as"
                        + " if there were no MTA-STS.";
            case BROKEN ->
                "MTA-STS of " + domain + " is broken: senders that remember no earlier policy deliver to it"
                        + " without verified TLS. " + Finding.firstMessage(findings);
            case NOT_CONFIGURED -> notConfigured(domain);
        };
    }

    static String notConfigured(String domain) {
        return domain + " has no MTA-STS: senders that remember no earlier policy deliver to it without verified TLS.";
    }

    private static String enforcing(String domain, MxCheck mx, Coverage coverage) {
        String enforces = domain + " enforces MTA-STS";
        Optional<String> noMail = noMail(mx, coverage);
        if (noMail.isPresent()) {
            return enforces + ", but " + noMail.get() + ".";
        }
        int refused = coverage.uncovered().size() + coverage.lackingTls().size();
        return refused == 0
                ? enforces + ": senders deliver to it only over verified TLS."
                : enforces + ", but " + problems(coverage) + ": senders refuse to deliver to "
                        + (refused == 1 ? "it." : "them.");
    }

    private static String testing(String domain, MxCheck mx, Coverage coverage) {
        String tests = domain + " tests MTA-STS";
        Optional<String> noMail = noMail(mx, coverage);
        if (noMail.isPresent()) {
            return tests + ", but " + noMail.get() + ".";
        }
        String sentence = tests + ": senders report failures, but deliver in spite of them.";
        String problems = problems(coverage);
        return problems.isEmpty() ? sentence : sentence + " Do not enforce it yet: " + problems + ".";
    }

    /** Returns why no mail can be delivered, with or without a policy; empty if some can. */
    private static Optional<String> noMail(MxCheck mx, Coverage coverage) {
        if (coverage.isUnreachable()) {
            return Optional.of("no mail can be delivered: none of its mail servers can be reached");
        }
        if (!mx.known() || !mx.servers().isEmpty()) {
            return Optional.empty();
        }
        boolean nullMx = mx.findings().stream().anyMatch(finding -> finding.code() == MxFinding.MX_NULL);
        return Optional.of(nullMx ? "accepts no mail (null MX)" : "no mail can be delivered: it has no mail server");
    }

    /** Returns why senders in mode enforce refuse to deliver, server by server; empty if they do not. */
    private static String problems(Coverage coverage) {
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
}
