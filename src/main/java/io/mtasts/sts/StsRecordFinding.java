package io.mtasts.sts;

import static io.mtasts.finding.Severity.ERROR;
import static io.mtasts.finding.Severity.INFO;
import static io.mtasts.finding.Severity.WARNING;

import io.mtasts.finding.FindingCode;
import io.mtasts.finding.Severity;

/** Findings about the TXT record at _mta-sts. RFC 8461, 3.1. */
public enum StsRecordFinding implements FindingCode {
    TXT_ABSENT(
            INFO,
            "3.1",
            "There is no MTA-STS record at {subject}, so senders do not look for a policy. Senders that cached a policy"
                    + " before apply it until its max_age is over.",
            "To set up MTA-STS, serve a policy first. Then publish this TXT record at {subject}: {publish}"),
    TXT_UNRELATED(
            INFO,
            "3.1",
            "The TXT records at {subject} are unrelated to MTA-STS: {found}",
            "No action is needed. The usual cause is a wildcard record."),
    TXT_MULTIPLE(
            ERROR,
            "3.1",
            "There are {found} MTA-STS records at {subject}. Unless there is exactly one, senders assume that there is no"
                    + " policy.",
            "Delete all TXT records that begin with v=STSv1; except one, and publish that one as: {publish}"),
    TXT_OTHER_RECORDS(
            INFO,
            "3.1",
            "There are other TXT records at {subject} besides the MTA-STS record: {found}",
            "Senders ignore these records, but some implementations fail. Remove the records if nothing needs them."),
    TXT_VERSION_CASE(
            ERROR,
            "3.1",
            "The version is written as {found}. It is case-sensitive, so senders ignore the record.",
            "Write the version exactly as v=STSv1: {publish}"),
    TXT_VERSION_UNKNOWN(
            ERROR,
            "3.1",
            "The record begins with {found} instead of v=STSv1, the only version, so senders ignore the record.",
            "Write the version as v=STSv1: {publish}"),
    TXT_VERSION_NOT_FIRST(
            ERROR,
            "3.1",
            "The record does not begin with its version, so senders ignore the record: {found}",
            "Put the version first: {publish}"),
    TXT_LEADING_SPACE(
            ERROR,
            "3.1",
            "The record starts with white space instead of v=STSv1; so senders ignore the record.",
            "Remove the white space at the beginning: {publish}"),
    TXT_TRAILING_SPACE(
            ERROR,
            "3.1",
            "The record ends with white space. The grammar allows white space at the end only after a semicolon.",
            "Remove the white space at the end: {publish}"),
    TXT_QUOTED(
            ERROR,
            "3.1",
            "The record contains quotation marks and does not begin with v=STSv1; so senders ignore the record.",
            "Enter the text without quotation marks, because the DNS panel adds its own: {publish}"),
    TXT_NO_DELIMITER(
            ERROR,
            "3.1",
            "There is no semicolon after the version. The record begins with {found}",
            "Put a plain semicolon, without a backslash, after the version: {publish}"),
    TXT_SPACE_BEFORE_SEMICOLON(
            WARNING,
            "3.1, erratum 6285",
            "There is white space between the version and the semicolon. The grammar allows it. However, senders that look"
                    + " for v=STSv1; ignore the record, and all senders may ignore it if there are other TXT records.",
            "Remove the white space: {publish}"),
    TXT_EMPTY_FIELD(
            ERROR,
            "3.1",
            "There is nothing between two semicolons, which the grammar does not allow.",
            "Remove one of the semicolons: {publish}"),
    TXT_FIELD_INVALID(
            ERROR,
            "3.1",
            "This is not a field of the form name=value: {found}",
            "Write every field as name=value without white space around the equals sign, or remove it: {publish}"),
    TXT_ID_MISSING(
            ERROR,
            "3.1",
            "The record has no id. Senders use the id to notice that the policy has changed.",
            "Add an id of 1 to 32 letters and digits, for example the time of the change: {publish}"),
    TXT_ID_INVALID(
            ERROR,
            "3.1",
            "The id does not consist of 1 to 32 letters and digits: {found}",
            "Publish an id of letters and digits only, for example the time of the change: {publish}"),
    TXT_KEY_CASE(
            ERROR,
            "3.1",
            "The field is called {found}. Field names are case-sensitive, so this is not the id.",
            "Write id in lower case: {publish}"),
    TXT_DUPLICATE_FIELD(
            WARNING,
            "3.2",
            "The record contains the field {found} more than once. Only the first one counts, but some senders reject the"
                    + " record.",
            "Keep each field once: {publish}"),
    TXT_EXTENSION(
            INFO,
            "3.1",
            "The record has a field that RFC 8461 does not define: {found}",
            "Senders ignore the field. Remove it unless one of your own programs reads it."),
    TXT_NON_ASCII(
            ERROR,
            "3.1",
            "The record contains characters outside US-ASCII, such as typographic quotes or non-breaking spaces: {found}",
            "Enter the record as plain text: {publish}"),
    TXT_TTL_LONG(
            INFO,
            "8.1",
            "The record at {subject} has a long time to live ({found}). Senders notice a new policy only after that time.",
            "Set the time to live to an hour or less before you change the policy."),
    TXT_CNAME(
            INFO,
            "3.1",
            "{subject} is an alias of {found}. Senders follow the alias.",
            "No action is needed. The record is managed by the owner of {found}."),
    TXT_CNAME_DANGLING(
            ERROR,
            "3.1",
            "{subject} is an alias of {found}, but there is no record at that name.",
            "Ask the owner of {found} to publish the record there, or replace the alias with a TXT record: {publish}"),
    TXT_WRONG_NAME(
            INFO,
            "3.1",
            "There is an MTA-STS record at {found}, a name that senders do not look up.",
            "Move the record to {subject}."),
    TXT_ID_STALE(
            INFO,
            "3.1",
            "The record at {subject} still has the id of another policy. Senders that cached that policy do not fetch this"
                    + " policy before the max_age of the cached one is over.",
            "Publish a new id together with the policy: {publish}"),
    TXT_ID_OF_ANOTHER_POLICY(
            WARNING,
            "3.1",
            "The id of the record at {subject} was made from another policy than the one that is served ({found}). The"
                    + " policy was probably changed without a new id, so senders that cached the old one do not see the"
                    + " change before its max_age is over.",
            "Publish the id of the policy: {publish}"),
    TXT_ID_OLDER_THAN_POLICY(
            INFO,
            "3.1",
            "The policy file was changed after the time in the id of the record ({found}). Senders that cached a policy do"
                    + " not see a change before the id changes or the max_age is over.",
            "If the policy itself was changed, publish a new id: {publish}"),
    TXT_SERVERS_DIFFER(
            WARNING,
            "3.1; RFC 1034, 4.3.5",
            "The name servers have different records at {subject}. Which of them a sender gets is chance: {found}",
            "Wait until the last change of the zone has reached all name servers. If they still differ after an hour, check"
                    + " the zone transfer, or enter the record at each DNS provider of the domain."),
    TXT_SERVER_FAILED(
            WARNING,
            "3.1; RFC 1912, 2.8",
            "The name server {subject} gives no usable response about the MTA-STS record ({found}).",
            "Configure the zone at this name server, or remove the server from the NS records of the zone and of its"
                    + " parent."),
    TXT_LOOKUP_FAILED(
            ERROR,
            "3.1",
            "The TXT record at {subject} could not be looked up: {found}. It is not known whether the domain has MTA-STS.",
            "Try again in a few minutes. If the failure persists, check the name servers of the domain and its DNSSEC"
                    + " signatures."),
    TXT_DNSSEC_BOGUS(
            INFO,
            "RFC 4035, 5.5",
            "The resolver rejects the response for {subject} because its DNSSEC signatures do not verify.",
            "Renew the signatures of the zone, or correct the DS record at the parent zone so that it matches the keys.");

    private final Entry entry;

    StsRecordFinding(Severity severity, String rule, String message, String remedy) {
        entry = new Entry(severity, rule.startsWith("RFC") ? rule : "RFC 8461, " + rule, message, remedy);
    }

    @Override
    public Entry entry() {
        return entry;
    }
}
