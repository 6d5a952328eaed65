package io.mtasts.tlsreport;

import io.mtasts.text.TimeText;
import io.mtasts.tlsrpt.TlsRptResultType;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A TLS report: what one sender saw when it delivered mail to a domain, usually on one day. RFC 8460, 4.4. All texts are
 * abbreviated and free of control characters.
 *
 * @param organization the sender; may be empty
 * @param contact how to reach it; may be empty
 * @param id the identifier that the sender gave the report; may be empty
 * @param start the first moment of the report; empty if it cannot be read
 * @param end the last moment of the report; empty if it cannot be read
 */
public record TlsReport(
        String organization,
        String contact,
        String id,
        Optional<Instant> start,
        Optional<Instant> end,
        List<PolicyResult> policies) {

    public TlsReport {
        policies = List.copyOf(policies);
    }

    /** The kind of policy that a sender applied. RFC 8460, 4.4: policy-type. */
    public enum PolicyType {
        STS,
        TLSA,
        NO_POLICY_FOUND,
        UNKNOWN
    }

    /**
     * The sessions to which one policy applied.
     *
     * @param typeText the type as the report spells it, if it is unknown
     * @param domain the domain of the policy, in lower case; may be empty or no domain name
     * @param text the policy or the TLSA records that the sender used, line by line
     * @param mx the patterns of the policy
     * @param successful the number of sessions with valid TLS
     * @param failed the number of sessions without
     * @param failures at most one for each pair of result type and mail server
     */
    public record PolicyResult(
            PolicyType type,
            String typeText,
            String domain,
            List<String> text,
            List<String> mx,
            long successful,
            long failed,
            List<Failure> failures) {

        public PolicyResult {
            text = List.copyOf(text);
            mx = List.copyOf(mx);
            failures = List.copyOf(failures);
        }
    }

    /**
     * The failed sessions with one result type and one mail server.
     *
     * @param typeText the type as the report spells it, if it is unknown
     * @param server the name of the mail server, in lower case and without the root dot; empty if the report does not name it
     * @param sessions the number of sessions
     * @param entries the first entries of the report about them
     * @param moreEntries the number of entries that are not kept
     */
    public record Failure(
            TlsRptResultType type,
            String typeText,
            String server,
            long sessions,
            List<Entry> entries,
            int moreEntries) {

        public Failure {
            entries = List.copyOf(entries);
        }
    }

    /** An entry of the report about failed sessions. Each text may be empty. RFC 8460, 4.4: failure-details. */
    public record Entry(
            String sendingMtaIp,
            String receivingIp,
            String receivingMxHelo,
            long sessions,
            String failureReasonCode,
            String additionalInformation) {}

    /** Returns the domains, those with the most failed sessions first. */
    public List<String> domains() {
        return policies.stream()
                .sorted(Comparator.comparingLong(PolicyResult::failed).reversed())
                .map(PolicyResult::domain)
                .distinct()
                .toList();
    }

    /** Returns the days of the report in words, for the start of a sentence. */
    public String when() {
        if (start.isEmpty()) {
            return "When the report was made";
        }
        LocalDate first = day(start.get());
        LocalDate last = end.map(TlsReport::day).orElse(first);
        return last.isAfter(first) && !endsAtMidnightAfter(first)
                ? "From " + TimeText.date(first) + " to " + TimeText.date(last)
                : "On " + TimeText.date(first);
    }

    /** Many senders end a day with the first second of the next day. */
    private boolean endsAtMidnightAfter(LocalDate first) {
        return end.equals(Optional.of(first.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC)));
    }

    private static LocalDate day(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC).toLocalDate();
    }
}
