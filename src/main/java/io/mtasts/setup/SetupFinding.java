package io.mtasts.setup;

import static io.mtasts.finding.Severity.INFO;
import static io.mtasts.finding.Severity.WARNING;

import io.mtasts.finding.FindingCode;
import io.mtasts.finding.Severity;

/** What can be said of a set-up that is asked for, beside what the parsers and the coverage say of it. */
public enum SetupFinding implements FindingCode {
    SETUP_ENFORCE_UNTESTED(
            WARNING,
            "RFC 8461, 5, 8.1",
            "{subject} has no policy in force yet, and what a first policy misses shows only when senders refuse mail.",
            "Begin with mode testing, as the steps do, and enforce once the reports are clean."),
    SETUP_WEAKER(
            WARNING,
            "RFC 8461, 5",
            "The policy of {subject} is enforced today. With mode {found}, senders deliver even where TLS cannot be verified.",
            "Ask for mode enforce, unless mail is being refused."),
    SETUP_WILDCARD(
            INFO,
            "RFC 8461, 4.1, 10.4",
            "The pattern {subject} is broader than needed: it accepts every host one label below, not only {found}.",
            "Name the mail servers one by one, unless others will be added there."),
    SETUP_WILDCARD_TOO_BROAD(
            INFO,
            "RFC 8461, 10.4",
            "The pattern {found} would accept hosts of everybody who registers a name there, so {subject} is named itself.",
            "Nothing needs to be done."),
    SETUP_PATTERN_DROPPED(
            INFO,
            "RFC 8461, 8.1",
            "The pattern {subject} of today's policy is left out, since no mail server of the domain matches it.",
            "Add it again if it prepares a move or a backup server: mx: {subject}"),
    SETUP_NOTHING_TO_REMOVE(
            INFO,
            "RFC 8461, 8.3",
            "{subject} has neither a record nor a policy, so there is nothing to leave.",
            "Nothing needs to be done.");

    private final Entry entry;

    SetupFinding(Severity severity, String reference, String message, String remedy) {
        entry = new Entry(severity, reference, message, remedy);
    }

    @Override
    public Entry entry() {
        return entry;
    }
}
