package io.mtasts.finding;

/** How much a finding matters to the mail of a domain, from least to most. */
public enum Severity {
    /** Worth knowing; nothing to do. */
    INFO,
    /** Works, but is fragile or incomplete. */
    WARNING,
    /** Makes the set-up invalid, so that senders ignore it. */
    ERROR,
    /** Makes senders refuse mail. */
    CRITICAL;

    public boolean atLeast(Severity other) {
        return compareTo(other) >= 0;
    }
}
