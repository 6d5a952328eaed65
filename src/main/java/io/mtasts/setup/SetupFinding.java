package io.mtasts.setup;

import static io.mtasts.finding.Severity.INFO;
import static io.mtasts.finding.Severity.WARNING;

import io.mtasts.finding.FindingCode;
import io.mtasts.finding.Severity;

/** Findings about a requested setup, in addition to those of the parsers and of the coverage. */
public enum SetupFinding implements FindingCode {
    SETUP_ENFORCE_UNTESTED(
            WARNING,
            "RFC 8461, 5, 8.1",
            "{subject} has no policy in force yet. Mistakes in a first policy in mode enforce show only when senders refuse"
                    + " mail.",
            "Start with mode testing, as the steps do. Enforce the policy when the reports show no failures."),
    SETUP_WEAKER(
            WARNING,
            "RFC 8461, 5",
            "The policy of {subject} is enforced today. With mode {found}, senders deliver even where TLS cannot be verified.",
            "Choose mode enforce, unless senders refuse mail today."),
    SETUP_WILDCARD(
            INFO,
            "RFC 8461, 4.1, 10.4",
            "The pattern {subject} is broader than needed: it accepts every host one label below, not only {found}.",
            "Name the mail servers one by one, unless you will add others there."),
    SETUP_WILDCARD_TOO_BROAD(
            INFO,
            "RFC 8461, 10.4",
            "The pattern {found} would accept the hosts of everybody who registers a name there, so the policy names"
                    + " {subject} itself.",
            "No action is needed."),
    SETUP_PATTERN_DROPPED(
            INFO,
            "RFC 8461, 8.1",
            "The new policy leaves out the pattern {subject} of today's policy, because no mail server of the domain matches"
                    + " it.",
            "Add it again if it prepares a move or a backup server: mx: {subject}"),
    SETUP_NOTHING_TO_REMOVE(
            INFO,
            "RFC 8461, 8.3",
            "{subject} has neither a record nor a policy, so there is nothing to remove.",
            "No action is needed.");

    private final Entry entry;

    SetupFinding(Severity severity, String reference, String message, String remedy) {
        entry = new Entry(severity, reference, message, remedy);
    }

    @Override
    public Entry entry() {
        return entry;
    }
}
