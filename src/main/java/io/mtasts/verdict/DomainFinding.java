package io.mtasts.verdict;

import static io.mtasts.finding.Severity.INFO;
import static io.mtasts.finding.Severity.WARNING;

import io.mtasts.finding.FindingCode;
import io.mtasts.finding.Severity;

/** Findings about the domain itself. */
public enum DomainFinding implements FindingCode {
    DOMAIN_NXDOMAIN(
            WARNING,
            "RFC 2308, 2.1",
            "DNS says that the domain {subject} does not exist.",
            "Check the spelling, and whether the registration of the domain has expired."),
    DOMAIN_TOO_LONG_FOR_MTA_STS(
            WARNING,
            "RFC 1035, 2.3.4",
            "The name {subject} would be longer than DNS allows, so this domain cannot have MTA-STS.",
            "Use a shorter domain for mail."),
    DOMAIN_IS_POLICY_HOST(
            INFO,
            "RFC 8461, 3.3",
            "{subject} is the name of a policy host, not of a mail domain.",
            "Check {found} instead. The policy host itself needs no MX, TXT or TLS reporting record."),
    DELEGATION_DIFFERS(
            INFO,
            "RFC 8461, 8.2",
            "Different operators have the record and the policy: {subject}: {found}. If one of them changes the policy, the"
                    + " id of the record does not change by itself.",
            "Delegate both names to the same operator, unless you keep the id up to date yourself."),
    DELEGATION_HALF(
            WARNING,
            "RFC 8461, 8.2",
            "Only one of the two names is delegated ({found}). {subject} is not an alias.",
            "Make {subject} an alias of the target that the operator documents, or remove the other alias."),
    PARENT_HAS_POLICY(
            INFO,
            "RFC 8461, 3.4",
            "{found} has MTA-STS, but its policy does not extend to {subject}.",
            "If {subject} accepts mail, set up MTA-STS for it separately.");

    private final Entry entry;

    DomainFinding(Severity severity, String reference, String message, String remedy) {
        entry = new Entry(severity, reference, message, remedy);
    }

    @Override
    public Entry entry() {
        return entry;
    }
}
