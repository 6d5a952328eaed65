package io.mtasts.finding;

/** The severities of findings: how much a finding matters to the mail of a domain, from least to most. */
public enum Severity {
    /** Good to know. No action is needed. */
    INFO,
    /** The setup works, but is fragile or incomplete. */
    WARNING,
    /** The setup is invalid, so senders ignore it. */
    ERROR,
    /** Senders refuse mail. */
    CRITICAL;

    /** Returns whether this severity is the other one or a higher one. */
    public boolean atLeast(Severity other) {
        return compareTo(other) >= 0;
    }
}
