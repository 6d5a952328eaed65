package io.mtasts.sts;

import static io.mtasts.finding.Severity.ERROR;
import static io.mtasts.finding.Severity.INFO;
import static io.mtasts.finding.Severity.WARNING;

import io.mtasts.finding.FindingCode;
import io.mtasts.finding.Severity;

/** What can be said of the policy's text; a subject is a line of it, or the policy. RFC 8461, 3.2. */
public enum PolicyFinding implements FindingCode {
    POLICY_EMPTY(ERROR, "3.2", "The policy file is empty.", "Put the policy into the file, to begin with:\n{publish}"),
    POLICY_ENCODING(
            ERROR,
            "3.2",
            "The policy is not UTF-8 text, but looks like {found}.",
            "Save the file as plain ASCII or UTF-8 without a byte order mark."),
    POLICY_BOM(
            ERROR,
            "3.2",
            "The policy begins with a byte order mark, which senders take for a part of the first name.",
            "Save the file as \"UTF-8 without BOM\" or plain ASCII."),
    POLICY_BLANK_LINE(
            ERROR,
            "3.2",
            "In the policy, {subject} is blank. The grammar allows no blank line, not even at the end: some senders"
                    + " throw the whole policy away.",
            "Remove the blank line; one line end after the last field is enough."),
    POLICY_LEADING_SPACE(
            ERROR,
            "3.2",
            "White space stands at the beginning of {subject}, where the grammar allows none.",
            "Remove the white space, so that the line reads: {publish}"),
    POLICY_LINE_INVALID(
            ERROR,
            "3.2",
            "In the policy, {subject} is not of the form \"name: value\": {found}",
            "Write each field as its name, a colon at once, and the value; remove comments and everything else."),
    POLICY_LINE_ENDINGS(
            ERROR,
            "3.2",
            "Lines are not ended by LF or CRLF: {found} stands where a line should end.",
            "End each line with a real line feed (LF or CRLF), one field a line."),
    POLICY_CONTROL_CHAR(
            ERROR,
            "3.2",
            "In the policy, {subject} holds a control character ({found}).",
            "Remove the control character; a tab may stand only round a value, not in it."),
    POLICY_EXTENSION_INVALID(
            ERROR,
            "3.2",
            "In the policy, {subject} is no valid field, not even as an extension: {found}",
            "Give the field a name of 1 to 32 letters, digits, and _ . - and a value that is not empty, or remove it."),
    POLICY_UNKNOWN_KEY(
            INFO,
            "3.2",
            "In the policy, {subject} holds a field that RFC 8461 does not define: {found}",
            "Senders ignore it. Remove it unless something of yours reads it."),
    POLICY_KEY_CASE(
            ERROR,
            "3.2",
            "The name in {subject} is written {found}; upper and lower case matter, so senders do not know it.",
            "Write it in lower case: {publish}"),
    POLICY_DUPLICATE_KEY(
            WARNING,
            "3.2",
            "The field {found} stands in the policy more than once ({subject}). Only the first counts, but some senders"
                    + " take the last one or reject the policy.",
            "Keep only one line with {found}."),
    POLICY_VERSION_MISSING(ERROR, "3.2", "The policy has no version.", "Make this the first line: {publish}"),
    POLICY_VERSION_UNKNOWN(
            ERROR,
            "3.2",
            "The version in {subject} is not STSv1: {found}",
            "Write it exactly so, upper and lower case included: {publish}"),
    POLICY_VERSION_NOT_FIRST(
            INFO,
            "3.2",
            "The version stands in {subject}, not in the first line. That is allowed.",
            "Put it first all the same, as everybody does: some instructions demand it."),
    POLICY_MODE_MISSING(ERROR, "3.2", "The policy has no mode.", "Add a mode, to begin with: {publish}"),
    POLICY_MODE_UNKNOWN(
            ERROR,
            "3.2",
            "The mode in {subject} is none of enforce, testing and none: {found}",
            "Write it exactly so, in lower case: {publish}"),
    POLICY_TESTING(
            WARNING,
            "5",
            "The policy is in testing mode: senders report failures, but deliver mail all the same, so nothing is"
                    + " protected yet.",
            "When the TLS reports show no failures for some weeks, publish this line and a new id: {publish}"),
    POLICY_MAX_AGE_MISSING(ERROR, "3.2", "The policy has no max_age.", "Add its life in seconds: {publish}"),
    POLICY_MAX_AGE_INVALID(
            ERROR,
            "3.2",
            "The max_age in {subject} is not a number of 1 to 10 digits: {found}",
            "Write it as seconds, digits only: {publish}"),
    POLICY_MAX_AGE_OVER_LIMIT(
            ERROR,
            "3.2",
            "The max_age in {subject} is over the limit of 31557600 seconds (a year): {found}. Some senders reject the"
                    + " policy, others take the limit.",
            "Write a value within the limit: {publish}"),
    POLICY_MAX_AGE_ZERO(
            WARNING,
            "3.2",
            "The max_age is 0: senders forget the policy at once, so an attacker can always suppress it, and some"
                    + " senders reject it.",
            "Choose weeks: {publish}"),
    POLICY_MAX_AGE_SHORT(
            WARNING,
            "3.2, 10.2",
            "The max_age of {found} seconds is short. Weeks are expected: after it an attacker who blocks the policy can"
                    + " turn the protection off.",
            "Choose weeks: {publish}"),
    POLICY_NONE_LONG_MAX_AGE(
            INFO,
            "8.3",
            "The policy is in mode none with a max_age of {found} seconds, for which senders will remember it.",
            "To remove MTA-STS, a short life does: {publish}"),
    POLICY_MX_MISSING(
            ERROR,
            "3.2",
            "The policy names no mail server, which only mode none allows.",
            "Add one line for each MX host of the domain: {publish}"),
    POLICY_MX_INVALID(
            ERROR,
            "3.2",
            "The mx in {subject} is neither a host name nor *. and a host name: {found}",
            "Write one host name a line; a * stands only for the whole first label: {publish}"),
    POLICY_MX_IP(
            ERROR,
            "3.2, 4.2",
            "The mx in {subject} is an IP address, which no certificate and no MX record can match: {found}",
            "Write the name that stands in the MX record instead of its address: {publish}"),
    POLICY_MX_U_LABEL(
            ERROR,
            "3.2",
            "The mx in {subject} is written in Unicode; a policy must hold the A-label form: {found}",
            "Write it as it stands in DNS: {publish}"),
    POLICY_MX_TRAILING_DOT(
            ERROR,
            "3.2",
            "The mx in {subject} ends with a dot, which the grammar does not allow: {found}",
            "Remove the dot: {publish}"),
    POLICY_WITHOUT_RECORD(
            ERROR,
            "3.1",
            "A policy in mode {found} is served, but no TXT record at {subject} announces it, so senders never look at it.",
            "Publish this TXT record at {subject}: {publish}"),
    POLICY_LEFTOVER(
            INFO,
            "8.3",
            "A policy in mode {found} is served, but no TXT record at {subject} announces it. Nobody looks at it.",
            "If MTA-STS was removed, the policy may go once those that senders remember have expired. If it is to be set"
                    + " up, publish the TXT record.");

    private final Entry entry;

    PolicyFinding(Severity severity, String section, String message, String remedy) {
        entry = new Entry(severity, "RFC 8461, " + section, message, remedy);
    }

    @Override
    public Entry entry() {
        return entry;
    }
}
