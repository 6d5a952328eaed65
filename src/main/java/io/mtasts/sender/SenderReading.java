package io.mtasts.sender;

import io.mtasts.finding.Finding;
import io.mtasts.text.ListSummary;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What one sender with an empty cache makes of a domain.
 *
 * @param causes what the sender treats in another way than a regular set-up
 * @param hosts what the sender does with mail to each mail server, by preference
 */
public record SenderReading(Sender sender, Status status, List<Cause> causes, List<HostReading> hosts) {

    /** How a sender treats the policy of a domain. */
    public enum Status {
        /** The sender uses the policy. */
        APPLIES,
        /** The sender uses the policy, but reads a part of it in another way than RFC 8461. */
        APPLIES_CHANGED,
        /** The sender delivers as if there were no policy. */
        IGNORES,
        /** The sender delivers no mail now. */
        DEFERS,
        UNKNOWN,
        /** No record announces a policy. */
        NO_POLICY,
        /** The sender does not use MTA-STS. */
        NO_SUPPORT
    }

    /** What a sender does with mail to a mail server, as far as the policy decides. */
    public enum Delivery {
        DELIVERS,
        /** Does not deliver to the server, and tries again later if no other server is left. */
        DEFERS,
        /** Does not deliver to the server, and returns the mail if no other server is left. */
        REFUSES,
        UNKNOWN
    }

    /**
     * A reason for what the sender does.
     *
     * @param irregularity a code of the data; that of a finding if the data does not know it
     * @param description the irregularity, as a clause
     * @param findings the findings that show it; none if it is legal
     */
    public record Cause(String irregularity, String description, SenderCell cell, List<Finding> findings) {

        public Cause {
            findings = List.copyOf(findings);
        }

        /** Returns the irregularity and the lines that have it, as a clause. */
        String where() {
            String lines = findings.stream()
                    .map(Finding::subject)
                    .filter(subject -> subject.startsWith("line "))
                    .distinct()
                    .collect(Collectors.joining(", "));
            return lines.isEmpty() ? description : description + " (" + lines + ")";
        }
    }

    /**
     * A mail server, as one sender treats it.
     *
     * @param causes why the sender does not deliver, or why that is not known
     */
    public record HostReading(String host, Delivery delivery, List<Cause> causes) {

        public HostReading {
            causes = List.copyOf(causes);
        }
    }

    public SenderReading {
        causes = List.copyOf(causes);
        hosts = List.copyOf(hosts);
    }

    /** Returns whether the sender uses the policy, and does not deliver to a mail server because of it. */
    public boolean refusesAny() {
        return isApplied() && hosts.stream().anyMatch(host -> isRefused(host.delivery()));
    }

    /** Returns whether the sender uses the policy. */
    public boolean isApplied() {
        return status == Status.APPLIES || status == Status.APPLIES_CHANGED;
    }

    /** Returns whether a mail is not delivered. */
    public static boolean isRefused(Delivery delivery) {
        return delivery == Delivery.DEFERS || delivery == Delivery.REFUSES;
    }

    /** Returns the names of the mail servers with one kind of delivery. */
    public List<String> hosts(Delivery delivery) {
        return hosts.stream()
                .filter(host -> host.delivery() == delivery)
                .map(HostReading::host)
                .toList();
    }

    /** Returns the first cause as a clause; empty if there is none. */
    public String cause() {
        return causes.stream().findFirst().map(Cause::where).orElse("");
    }

    /** Returns what the sender does, in a sentence. */
    public String summary() {
        return switch (status) {
            case NO_SUPPORT -> "Does not use MTA-STS.";
            case NO_POLICY -> "Finds no policy.";
            case IGNORES -> "Ignores the policy: " + cause() + ".";
            case DEFERS -> "Delivers no mail for now: " + cause() + ".";
            case UNKNOWN -> cause().isEmpty() ? "Not known." : "Not known: " + cause() + ".";
            case APPLIES -> "Uses the policy" + ofHosts() + ".";
            case APPLIES_CHANGED -> "Uses the policy with a change (" + cause() + ")" + ofHosts() + ".";
        };
    }

    private String ofHosts() {
        return Stream.of(
                        part(", and refuses mail to ", Delivery.REFUSES),
                        part(", and defers mail to ", Delivery.DEFERS),
                        part("; it is not known what happens to mail to ", Delivery.UNKNOWN))
                .collect(Collectors.joining());
    }

    private String part(String words, Delivery delivery) {
        List<String> names = hosts(delivery);
        return names.isEmpty() ? "" : words + ListSummary.summarize(names);
    }
}
