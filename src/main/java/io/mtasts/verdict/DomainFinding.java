package io.mtasts.verdict;

import static io.mtasts.finding.Severity.INFO;
import static io.mtasts.finding.Severity.WARNING;

import io.mtasts.finding.FindingCode;
import io.mtasts.finding.Severity;

/** What can be said of the domain itself. */
public enum DomainFinding implements FindingCode {
    DOMAIN_NXDOMAIN(
            WARNING,
            "RFC 2308, 2.1",
            "DNS says that the domain {subject} does not exist.",
            "Check the spelling, and whether the registration is still running."),
    DOMAIN_TOO_LONG_FOR_MTA_STS(
            WARNING,
            "RFC 1035, 2.3.4",
            "The name {subject} would be longer than DNS allows, so this domain cannot have MTA-STS.",
            "Use a shorter domain for mail."),
    PARENT_HAS_POLICY(
            INFO,
            "RFC 8461, 3.4",
            "{found} has MTA-STS, but that does not extend to {subject}.",
            "If {subject} takes mail, set MTA-STS up for it by itself.");

    private final Entry entry;

    DomainFinding(Severity severity, String reference, String message, String remedy) {
        entry = new Entry(severity, reference, message, remedy);
    }

    @Override
    public Entry entry() {
        return entry;
    }
}
