package io.mtasts.tlsreport;

import io.mtasts.sts.Mode;
import io.mtasts.sts.MxPattern;
import io.mtasts.sts.Policy;
import io.mtasts.text.ListSummary;
import io.mtasts.text.TimeText;
import io.mtasts.tlsreport.TlsReport.PolicyResult;
import io.mtasts.verdict.PolicyCheck;
import io.mtasts.verdict.Report;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A comparison of the policy that a sender used with the policy of today.
 *
 * @param message the comparison in sentences for people
 */
public record PolicyToday(Status status, String message) {

    /** Whether the two policies are the same. */
    public enum Status {
        /** Mode, patterns and max_age are the same. */
        SAME,
        DIFFERS,
        NOT_KNOWN
    }

    /** Compares a policy of a report with the domain. */
    static PolicyToday of(TlsReport report, PolicyResult result, ReportedPolicy used, DomainCheck check) {
        if (check.notChecked().isPresent()) {
            return notKnown(check.notChecked().get().message());
        }
        PolicyCheck today = check.report().orElseThrow().policy();
        return switch (result.type()) {
            case STS -> ofSts(result, used.policy(), today);
            case NO_POLICY_FOUND -> ofNoPolicy(report, check.report().orElseThrow());
            case TLSA -> notKnown("The sender used DANE. This service does not compare TLSA records with a report.");
            case UNKNOWN -> notKnown("The report does not say which kind of policy the sender used.");
        };
    }

    private static PolicyToday ofSts(PolicyResult result, Optional<Policy> reported, PolicyCheck today) {
        if (reported.isEmpty()) {
            return notKnown(
                    result.text().isEmpty()
                            ? "The report does not contain the policy that the sender used."
                            : "The policy in the report is not valid, so that it cannot be compared.");
        }
        if (today.policy().isEmpty()) {
            return today.status() == PolicyCheck.Status.UNKNOWN
                    ? notKnown("This service could not fetch the policy of today.")
                    : new PolicyToday(
                            Status.DIFFERS,
                            "The sender used a policy, but this service gets no valid policy today. Senders keep the"
                                    + " policy of the report until its max_age ends.");
        }
        List<String> differences = differences(reported.get(), today.policy().get());
        return differences.isEmpty()
                ? new PolicyToday(Status.SAME, "The sender used the policy that is published today.")
                : new PolicyToday(
                        Status.DIFFERS,
                        "The policy has changed since the report, or the sender still used an older one from its cache: "
                                + String.join(", ", differences) + ".");
    }

    private static PolicyToday ofNoPolicy(TlsReport report, Report today) {
        if (today.verdict().isEmpty()) {
            return notKnown("The check of today has no result.");
        }
        Mode mode = today.policy().policy().map(Policy::mode).orElse(Mode.NONE);
        return today.record().flatMap(read -> read.record()).isPresent() && mode != Mode.NONE
                ? new PolicyToday(
                        Status.DIFFERS,
                        report.when() + ", the sender found no policy. Today the domain has one, in mode " + mode + ".")
                : new PolicyToday(Status.SAME, "The sender found no policy, and senders find none today.");
    }

    private static PolicyToday notKnown(String message) {
        return new PolicyToday(Status.NOT_KNOWN, message);
    }

    private static List<String> differences(Policy reported, Policy today) {
        List<String> differences = new ArrayList<>();
        if (reported.mode() != today.mode()) {
            differences.add("mode was " + reported.mode() + " and is " + today.mode());
        }
        patterns(reported, today).ifPresent(removed -> differences.add(removed + " was removed"));
        patterns(today, reported).ifPresent(added -> differences.add(added + " was added"));
        if (reported.maxAge() != today.maxAge()) {
            differences.add("max_age was " + TimeText.exact(Duration.ofSeconds(reported.maxAge())) + " and is "
                    + TimeText.exact(Duration.ofSeconds(today.maxAge())));
        }
        return differences;
    }

    /** Returns the patterns of one policy that the other one does not have. */
    private static Optional<String> patterns(Policy one, Policy other) {
        List<String> only = one.mx().stream()
                .filter(pattern -> !other.mx().contains(pattern))
                .map(MxPattern::toString)
                .distinct()
                .toList();
        return only.isEmpty() ? Optional.empty() : Optional.of("mx " + ListSummary.summarize(only));
    }
}
