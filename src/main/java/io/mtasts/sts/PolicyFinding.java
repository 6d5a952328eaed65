package io.mtasts.sts;

import static io.mtasts.finding.Severity.ERROR;
import static io.mtasts.finding.Severity.INFO;
import static io.mtasts.finding.Severity.WARNING;

import io.mtasts.finding.FindingCode;
import io.mtasts.finding.Severity;

/** Findings about the text of the policy. The subject is a line of the policy, or the policy. RFC 8461, 3.2. */
public enum PolicyFinding implements FindingCode {
    POLICY_EMPTY(ERROR, "3.2", "The policy file is empty.", "Put a policy into the file. To begin with:\n{publish}"),
    POLICY_ENCODING(
            ERROR,
            "3.2",
            "The policy is not UTF-8 text. It looks like {found}.",
            "Save the file as plain ASCII, or as UTF-8 without a byte order mark."),
    POLICY_BOM(
            ERROR,
            "3.2",
            "The policy begins with a byte order mark, which senders read as part of the first field name.",
            "Save the file as \"UTF-8 without BOM\" or as plain ASCII."),
    POLICY_BLANK_LINE(
            ERROR,
            "3.2",
            "In the policy, {subject} is blank. The grammar allows no blank line, not even at the end. Some senders reject"
                    + " the whole policy.",
            "Remove the blank line. One line end after the last field is enough."),
    POLICY_LEADING_SPACE(
            ERROR,
            "3.2",
            "There is white space at the beginning of {subject}, which the grammar does not allow.",
            "Remove the white space, so that the line reads: {publish}"),
    POLICY_LINE_INVALID(
            ERROR,
            "3.2",
            "In the policy, {subject} is not of the form \"name: value\": {found}",
            "Write each field as its name, a colon without white space before it, and the value. Remove comments and all"
                    + " other text: {publish}"),
    POLICY_LINE_ENDINGS(
            ERROR,
            "3.2",
            "A line is not ended by LF or CRLF. Instead of a line end, there is {found}.",
            "End each line with a real line feed (LF or CRLF), with one field in each line: {publish}"),
    POLICY_CONTROL_CHAR(
            ERROR,
            "3.2",
            "In the policy, {subject} contains a control character ({found}).",
            "Remove the control character. A tab is allowed around a value, but not in it: {publish}"),
    POLICY_EXTENSION_INVALID(
            ERROR,
            "3.2",
            "In the policy, {subject} is not a valid field, not even an extension: {found}",
            "Remove the field, or give it a value and a name of 1 to 32 letters, digits, and _ . -: {publish}"),
    POLICY_UNKNOWN_KEY(
            INFO,
            "3.2",
            "In the policy, {subject} contains a field that RFC 8461 does not define: {found}",
            "Senders ignore the field. Remove it unless one of your own programs reads it."),
    POLICY_KEY_CASE(
            ERROR,
            "3.2",
            "The field name in {subject} is written as {found}. Field names are case-sensitive, so senders do not know it.",
            "Write the name as the standard does: {publish}"),
    POLICY_DUPLICATE_KEY(
            WARNING,
            "3.2",
            "The policy contains the field {found} more than once ({subject}). Only the first one counts, but some senders"
                    + " use the last one or reject the policy.",
            "Keep only one line with {found}."),
    POLICY_VERSION_MISSING(ERROR, "3.2", "The policy has no version.", "Make this the first line: {publish}"),
    POLICY_VERSION_UNKNOWN(
            ERROR,
            "3.2",
            "The version in {subject} is not STSv1: {found}",
            "Write the version exactly like this, with the same upper and lower case: {publish}"),
    POLICY_VERSION_NOT_FIRST(
            INFO,
            "3.2",
            "The version is in {subject}, not in the first line. This is allowed.",
            "Put the version first, as most policies do. Some instructions require it."),
    POLICY_MODE_MISSING(
            ERROR,
            "3.2",
            "The policy has no mode.",
            "Add a line with the mode, which is testing to begin with, or enforce if the TLS of all mail servers is known to"
                    + " be valid: {publish}"),
    POLICY_MODE_UNKNOWN(
            ERROR,
            "3.2",
            "The mode in {subject} is not exactly one of enforce, testing and none: {found}",
            "Write one of enforce, testing and none, in lower case and without anything else: {publish}"),
    POLICY_TESTING(
            WARNING,
            "5",
            "The policy is in testing mode. Senders report failures, but still deliver the mail, so nothing is protected"
                    + " yet.",
            "When the TLS reports show no failures for some weeks, publish this line and a new id: {publish}"),
    POLICY_MAX_AGE_MISSING(
            ERROR,
            "3.2",
            "The policy has no max_age.",
            "Add how long senders may cache the policy, in seconds: {publish}"),
    POLICY_MAX_AGE_INVALID(
            ERROR,
            "3.2",
            "The max_age in {subject} is not a number of 1 to 10 digits: {found}",
            "Write the number of seconds, digits only: {publish}"),
    POLICY_MAX_AGE_OVER_LIMIT(
            ERROR,
            "3.2",
            "The max_age in {subject} is over the limit of 31557600 seconds (a year): {found}. Some senders reject the"
                    + " policy, others use the limit.",
            "Write a value within the limit: {publish}"),
    POLICY_MAX_AGE_ZERO(
            WARNING,
            "3.2",
            "The max_age is 0. Senders do not cache the policy, so an attacker can always suppress it. Some senders reject"
                    + " the policy.",
            "Choose a number of weeks: {publish}"),
    POLICY_MAX_AGE_SHORT(
            WARNING,
            "3.2, 10.2",
            "The max_age of {found} seconds is short. RFC 8461 expects weeks. An attacker who blocks the policy for longer"
                    + " than this can turn the protection off.",
            "Choose a number of weeks: {publish}"),
    POLICY_NONE_LONG_MAX_AGE(
            INFO,
            "8.3",
            "The policy is in mode none with a max_age of {found} seconds, so senders cache it for a long time.",
            "To remove MTA-STS, a short max_age is enough: {publish}"),
    POLICY_MX_MISSING(
            ERROR,
            "3.2",
            "The policy lists no mail server, which is allowed in mode none only.",
            "Add one line for each MX host of the domain: {publish}"),
    POLICY_MX_INVALID(
            ERROR,
            "3.2",
            "The mx in {subject} is neither a host name nor *. and a host name: {found}",
            "Write one host name in each line, or delete the line. A * can only replace the whole first label: {publish}"),
    POLICY_MX_IP(
            ERROR,
            "3.2, 4.2",
            "The mx in {subject} is an IP address, which matches no MX record and no certificate: {found}",
            "Write the name from the MX record instead of its address: {publish}"),
    POLICY_MX_U_LABEL(
            ERROR,
            "3.2",
            "The mx in {subject} contains Unicode characters. A policy must contain the A-label form of the name: {found}",
            "Write the name as it is in DNS: {publish}"),
    POLICY_MX_TRAILING_DOT(
            ERROR,
            "3.2",
            "The mx in {subject} ends with a dot, which the grammar does not allow: {found}",
            "Remove the dot: {publish}"),
    POLICY_WITHOUT_RECORD(
            ERROR,
            "3.1",
            "A policy in mode {found} is served, but there is no TXT record at {subject} that announces it. Only senders"
                    + " that cached a policy before look at it.",
            "Publish this TXT record at {subject}: {publish}"),
    POLICY_REMEMBERED(
            WARNING,
            "3.3; RFC 8461, 5.1",
            "Senders that remember the policy that is served today go on applying it, so they refuse to deliver to {found}.",
            "Add the missing mail servers to the policy, even if MTA-STS is not in use any more: {publish}"),
    POLICY_LEFTOVER(
            INFO,
            "8.3",
            "A policy in mode {found} is served, but there is no TXT record at {subject} that announces it. Only senders"
                    + " that cached a policy before look at it.",
            "If MTA-STS was removed, keep the policy until all cached policies have expired. To set up MTA-STS, publish the"
                    + " TXT record.");

    private final Entry entry;

    PolicyFinding(Severity severity, String section, String message, String remedy) {
        entry = new Entry(severity, "RFC 8461, " + section, message, remedy);
    }

    @Override
    public Entry entry() {
        return entry;
    }
}
