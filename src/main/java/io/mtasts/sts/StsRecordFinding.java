package io.mtasts.sts;

import static io.mtasts.finding.Severity.ERROR;
import static io.mtasts.finding.Severity.INFO;
import static io.mtasts.finding.Severity.WARNING;

import io.mtasts.finding.FindingCode;
import io.mtasts.finding.Severity;

/** What can be said of the TXT record at _mta-sts. RFC 8461, 3.1. */
public enum StsRecordFinding implements FindingCode {
    TXT_ABSENT(
            INFO,
            "3.1",
            "There is no MTA-STS record at {subject}, so senders do not look for a policy.",
            "To set up MTA-STS, serve a policy first, then publish this TXT record at {subject}: {publish}"),
    TXT_UNRELATED(
            INFO,
            "3.1",
            "The TXT records at {subject} have nothing to do with MTA-STS: {found}",
            "Nothing needs to be done about them; a wildcard record is the usual cause."),
    TXT_MULTIPLE(
            ERROR,
            "3.1",
            "There are {found} MTA-STS records at {subject}. Unless there is exactly one, senders assume that there is no"
                    + " policy.",
            "Delete all but one TXT record that begins with v=STSv1; keep or publish: {publish}"),
    TXT_OTHER_RECORDS(
            INFO,
            "3.1",
            "Other TXT records stand beside the MTA-STS record at {subject}: {found}",
            "Senders discard them, but some implementations stumble over them: remove them if they serve no purpose."),
    TXT_VERSION_CASE(
            ERROR,
            "3.1",
            "The version is written {found}; upper and lower case matter, so senders discard the record.",
            "Publish the record with the version exactly as v=STSv1: {publish}"),
    TXT_VERSION_UNKNOWN(
            ERROR,
            "3.1",
            "The record begins with {found}, not with v=STSv1, the only version that there is: senders discard it.",
            "Publish the record with the version STSv1: {publish}"),
    TXT_VERSION_NOT_FIRST(
            ERROR,
            "3.1",
            "The record does not begin with its version, so senders discard it: {found}",
            "Put the version first: {publish}"),
    TXT_LEADING_SPACE(
            ERROR,
            "3.1",
            "White space stands before the version, so the record does not begin with v=STSv1; and senders discard it.",
            "Remove the white space at the beginning: {publish}"),
    TXT_TRAILING_SPACE(
            ERROR,
            "3.1",
            "White space stands at the end of the record, where the grammar allows it only after a closing semicolon.",
            "Remove the white space at the end: {publish}"),
    TXT_QUOTED(
            ERROR,
            "3.1",
            "Quotation marks are part of the record, so it does not begin with v=STSv1; and senders discard it.",
            "Enter the text without quotation marks, since the DNS panel adds its own: {publish}"),
    TXT_NO_DELIMITER(
            ERROR,
            "3.1",
            "No semicolon follows the version: the record begins with {found}",
            "Put a plain semicolon, with no backslash, after the version: {publish}"),
    TXT_SPACE_BEFORE_SEMICOLON(
            WARNING,
            "3.1, erratum 6285",
            "White space stands between the version and the semicolon. The grammar allows it, but senders that look for"
                    + " v=STSv1; ignore the record, and all may where other TXT records stand beside it.",
            "Remove the white space: {publish}"),
    TXT_EMPTY_FIELD(
            ERROR,
            "3.1",
            "Two semicolons stand with nothing between them, which the grammar does not allow.",
            "Remove one of the semicolons: {publish}"),
    TXT_FIELD_INVALID(
            ERROR,
            "3.1",
            "This is not a field of the form name=value: {found}",
            "Write every field as name=value with no white space round the equals sign, or remove it: {publish}"),
    TXT_ID_MISSING(
            ERROR,
            "3.1",
            "The record has no id, by which senders notice that the policy has changed.",
            "Add an id of 1 to 32 letters and digits, for instance the time of the change: {publish}"),
    TXT_ID_INVALID(
            ERROR,
            "3.1",
            "The id is not 1 to 32 letters and digits: {found}",
            "Publish an id of letters and digits only, for instance the time of the change: {publish}"),
    TXT_KEY_CASE(
            ERROR,
            "3.1",
            "The field is called {found}; upper and lower case matter, so it is not the id.",
            "Write id in lower case: {publish}"),
    TXT_DUPLICATE_FIELD(
            WARNING,
            "3.2",
            "The field {found} stands in the record more than once. Only the first counts, but some senders reject the"
                    + " record.",
            "Keep each field once: {publish}"),
    TXT_EXTENSION(
            INFO,
            "3.1",
            "The record has a field that RFC 8461 does not define: {found}",
            "Senders ignore it. Remove it unless something of yours reads it."),
    TXT_NON_ASCII(
            ERROR,
            "3.1",
            "The record holds characters outside US-ASCII, such as typographic quotes or non-breaking spaces: {found}",
            "Type the record anew as plain text: {publish}"),
    TXT_CNAME(
            INFO,
            "3.1",
            "{subject} is an alias of {found}. Senders follow it.",
            "Nothing needs to be done; the one who runs the target decides on the record."),
    TXT_CNAME_DANGLING(
            ERROR,
            "3.1",
            "{subject} is an alias of {found}, where there is no record.",
            "Ask whoever runs {found} to publish the record there, or replace the alias by a TXT record: {publish}"),
    TXT_WRONG_NAME(
            INFO,
            "3.1",
            "An MTA-STS record stands at {found}, where no sender looks for it.",
            "Move the record to {subject}."),
    TXT_ID_STALE(
            INFO,
            "3.1",
            "The record at {subject} still has the id of another policy, so senders that remember that one do not see this"
                    + " one before its max_age is over.",
            "Together with the policy, publish a new id: {publish}"),
    TXT_LOOKUP_FAILED(
            ERROR,
            "3.1",
            "The TXT record at {subject} could not be looked up: {found}. Whether the domain has MTA-STS is not known.",
            "Try again in a few minutes. If it stays so, check the name servers of the domain and its DNSSEC signatures."),
    TXT_DNSSEC_BOGUS(
            INFO,
            "RFC 4035, 5.5",
            "The resolver refuses the answer for {subject}, because its DNSSEC signatures do not verify.",
            "Renew the signatures of the zone, or bring the DS record at the parent into line with its keys.");

    private final Entry entry;

    StsRecordFinding(Severity severity, String rule, String message, String remedy) {
        entry = new Entry(severity, rule.startsWith("RFC") ? rule : "RFC 8461, " + rule, message, remedy);
    }

    @Override
    public Entry entry() {
        return entry;
    }
}
