package io.mtasts.name;

import static io.mtasts.finding.Severity.ERROR;
import static io.mtasts.finding.Severity.INFO;
import static io.mtasts.finding.Severity.WARNING;

import io.mtasts.finding.FindingCode;
import io.mtasts.finding.Severity;

/**
 * What can be said about the text that was typed as a domain name.
 *
 * <p>The subject is what was typed, cut and made visible; no text here uses {publish}, because a suggestion is not
 * always plain and the answer shows it apart.
 */
public enum InputFinding implements FindingCode {
    INPUT_EMPTY(
            ERROR,
            "No domain name was entered.",
            "Enter the domain of the mail addresses to check: the part after the @.",
            "RFC 8461, 1.1"),
    INPUT_URL(
            ERROR,
            "{subject} is a web address, not a domain name.",
            "Enter only the domain, without https:// before it and without anything after it.",
            "RFC 3986, 3"),
    INPUT_EMAIL(
            ERROR,
            "{subject} is a mail address or contains an @: it is not a domain name.",
            "Enter only the domain: the part after the @.",
            "RFC 5321, 2.3.11"),
    INPUT_PATH(
            ERROR,
            "{subject} contains {found}, which no domain name does.",
            "Enter only the domain, without a path, a query or a backslash.",
            "RFC 3986, 3.3"),
    INPUT_PORT(
            ERROR,
            "{subject} contains a port.",
            "Enter only the domain, without the colon and the number. Mail is delivered to port 25, and the policy is"
                    + " fetched from port 443.",
            "RFC 8461, 3.3"),
    INPUT_IP(
            ERROR,
            "{subject} is an IP address or ends in a number as one does: there is no MTA-STS policy for it.",
            "Enter the domain of the mail addresses, not the address of a server.",
            "RFC 8461, 3.4"),
    INPUT_PERCENT(
            ERROR,
            "{subject} contains a percent sign, which no domain name does. Nothing is decoded here.",
            "Write the characters themselves, not their percent-encoding.",
            "RFC 3986, 2.1"),
    INPUT_CONTROL(
            ERROR,
            "{subject} contains a control or invisible character: {found}.",
            "Type the domain by hand instead of pasting it.",
            "RFC 1123, 2.1"),
    INPUT_SINGLE_LABEL(
            ERROR,
            "{subject} is a single word, not a full domain name.",
            "Enter the full domain with its ending, as in example.com.",
            "RFC 5321, 2.3.5"),
    INPUT_UNDERSCORE(
            ERROR,
            "{subject} contains an underscore: it may be the name of a DNS record, but it is not a mail domain.",
            "Enter the domain itself, without the part that contains the underscore.",
            "RFC 1123, 2.1"),
    INPUT_SPECIAL_USE(
            ERROR,
            "{subject} is below {found}, which is reserved and does not exist in the public DNS as a mail domain.",
            "Enter a domain that is registered in the public DNS.",
            "RFC 6761; IANA special-use domain names"),
    INPUT_INVALID(
            ERROR,
            "{subject} is not a domain name: a label is empty, is a wildcard, or begins or ends with a hyphen.",
            "Check the dots and hyphens. A wildcard is not a domain: enter the domain itself.",
            "RFC 1035, 2.3.1"),
    INPUT_INVALID_CHARACTER(
            ERROR,
            "{subject} contains {found}, which cannot be in a domain name.",
            "Use only letters, digits, hyphens and dots; no spaces, no punctuation, no symbols.",
            "RFC 1123, 2.1; RFC 5892, 2"),
    INPUT_TOO_LONG(
            ERROR,
            "{subject} is too long: in its DNS form, a domain name has at most 253 characters.",
            "Check that only the domain was entered.",
            "RFC 1035, 2.3.4"),
    INPUT_LABEL_TOO_LONG(
            ERROR,
            "{found} is too long: in its DNS form, the part between two dots has at most 63 characters.",
            "Check that no dot is missing.",
            "RFC 1035, 2.3.4"),
    INPUT_IDN(
            INFO,
            "{subject} is an internationalised domain name. It was checked in its ASCII form, {found}.",
            "Use the ASCII form in DNS, in the policy and in certificates: {found}",
            "RFC 5890, 2.3.2.1"),
    INPUT_MIXED_SCRIPT(
            WARNING,
            "{subject} mixes letters of different scripts, so it may look like a name that it is not. It was checked"
                    + " as {found}.",
            "Make sure that this is the domain that you mean; if not, type it by hand.",
            "UTS 39, 5.2"),
    INPUT_IDN_INVALID(
            ERROR,
            "{found} is not a valid internationalised name.",
            "Enter the name in its own script, or copy its ASCII form (xn--...) from the registrar.",
            "RFC 5891, 5.4; UTS 46, 4");

    private final Entry entry;

    InputFinding(Severity severity, String message, String remedy, String reference) {
        entry = new Entry(severity, reference, message, remedy);
    }

    @Override
    public Entry entry() {
        return entry;
    }
}
