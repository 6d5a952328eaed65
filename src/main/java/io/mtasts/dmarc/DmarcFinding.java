package io.mtasts.dmarc;

import static io.mtasts.finding.Severity.ERROR;
import static io.mtasts.finding.Severity.INFO;
import static io.mtasts.finding.Severity.WARNING;

import io.mtasts.finding.FindingCode;
import io.mtasts.finding.Severity;

/** The catalogue of findings about the DMARC setup of a domain. RFC 9989; RFC 9990, 4. */
public enum DmarcFinding implements FindingCode {
    DMARC_ABSENT(
            WARNING,
            "4.10.1",
            "There is no DMARC record at {subject} or at a domain above, so anybody can send mail in the name of the domain.",
            "Start with a record that only asks for reports, at {subject}. Create its mailbox first, or use another one that"
                    + " is read: {publish}"),
    DMARC_INHERITED(
            INFO,
            "4.10.1",
            "The domain has no valid DMARC record of its own at {subject}, so the record at {found} applies.",
            "No action is needed, unless this domain needs a policy or reports of its own."),
    DMARC_UNRELATED(
            INFO,
            "4.10",
            "The TXT records at {subject} are not DMARC records: {found}",
            "No action is needed. The usual cause is a wildcard record."),
    DMARC_MULTIPLE(
            ERROR,
            "4.10",
            "There are {found} DMARC records at {subject}. Unless there is exactly one, receivers ignore all of them.",
            "Delete all TXT records that begin with v=DMARC1 and publish a single one: {publish}"),
    DMARC_OTHER_RECORDS(
            INFO,
            "4.10",
            "There are other TXT records next to the DMARC record at {subject}: {found}",
            "Receivers ignore them, but some implementations fail because of them. Remove them if they serve no purpose."),
    DMARC_VERSION_CASE(
            ERROR,
            "4.7, 4.8",
            "The version is written {found}. DMARC1 is case-sensitive, so receivers ignore the record.",
            "Publish the record with the version exactly as v=DMARC1: {publish}"),
    DMARC_VERSION_KEY_CASE(
            WARNING,
            "4.8",
            "The version is written {found}. The grammar allows this, but not all receivers recognize the record.",
            "Write v=DMARC1 without blanks and with a lower-case v: {publish}"),
    DMARC_VERSION_UNKNOWN(
            ERROR,
            "4.7",
            "The record begins with {found}, but the only version is DMARC1, so receivers ignore the record.",
            "Publish the record with the version DMARC1: {publish}"),
    DMARC_VERSION_NOT_FIRST(
            ERROR,
            "4.7",
            "The record does not begin with its version, so receivers ignore it: {found}",
            "Put the version first: {publish}"),
    DMARC_LEADING_SPACE(
            ERROR,
            "4.8",
            "There are invisible characters before the version, so receivers that follow the grammar ignore the record.",
            "Remove everything before v=DMARC1: {publish}"),
    DMARC_QUOTED(
            ERROR,
            "4.8",
            "Quotation marks are part of the record, so it does not begin with its version and receivers ignore it.",
            "Enter the text without quotation marks. The DNS panel adds its own: {publish}"),
    DMARC_NO_DELIMITER(
            ERROR,
            "4.8",
            "There is no semicolon after the version. The record begins with {found}",
            "Put a plain semicolon, without a backslash, after the version: {publish}"),
    DMARC_EMPTY_TAG(
            INFO,
            "4.8",
            "There are two semicolons with nothing between them. Receivers ignore this.",
            "Remove one of the semicolons: {publish}"),
    DMARC_TRAILING_SPACE(
            INFO,
            "4.8",
            "The record ends with white space, which the grammar does not allow. Receivers ignore this.",
            "Remove the white space at the end: {publish}"),
    DMARC_TAG_INVALID(
            WARNING,
            "4.7, 4.8",
            "This is not a tag of the form name=value, so receivers ignore it: {found}",
            "Write every tag as name=value, with semicolons between tags and commas between addresses: {publish}"),
    DMARC_NON_ASCII(
            WARNING,
            "4.8",
            "The record contains characters that the grammar does not allow, such as typographic quotes or non-breaking"
                    + " spaces. Receivers ignore this tag: {found}",
            "Publish the record as plain text: {publish}"),
    DMARC_TAG_CASE(
            WARNING,
            "4.7; RFC 6376, 3.2",
            "The tag is written {found}. Names of tags are case-sensitive, so receivers may ignore it.",
            "Write the names of tags in lower case: {publish}"),
    DMARC_DUPLICATE_TAG(
            ERROR,
            "4.7; RFC 6376, 3.2",
            "The tag {found} appears in the record more than once, which makes the whole record invalid. Receivers differ: some"
                    + " ignore the policy, some use the first tag, some the last one.",
            "Keep each tag once: {publish}"),
    DMARC_VALUE_INVALID(
            WARNING,
            "4.7, 4.8",
            "This is not a possible value of the tag, so receivers use its default: {found}",
            "Use one of the possible values, or leave the tag out: {publish}"),
    DMARC_VALUE_CASE(
            INFO,
            "4.8",
            "The value is written {found}. The grammar allows this, but some receivers expect lower case.",
            "Write the value in lower case: {publish}"),
    DMARC_UNKNOWN_TAG(
            INFO,
            "4.7",
            "The record has a tag that DMARC does not define: {found}",
            "Receivers ignore the tag. Check its spelling. Remove it unless one of your own programs reads it."),
    DMARC_OBSOLETE_TAG(
            INFO,
            "A.6, C.5.2",
            "RFC 9989 removed the tag {found} (RFC 7489). Receivers that implement RFC 9989 ignore it.",
            "Remove the tag: {publish}"),
    DMARC_PCT(
            WARNING,
            "A.6, C.5.2",
            "The tag {found} asks receivers to apply the policy to a part of the mail. RFC 9989 removed this tag, so receivers"
                    + " that implement it apply the policy to all mail.",
            "Remove pct: {publish}"),
    DMARC_P_NOT_FIRST(
            INFO,
            "4.8; RFC 7489, 6.4",
            "The policy does not follow the version directly, as RFC 7489 demanded. Old receivers may ignore the record.",
            "Put p in the second place: {publish}"),
    DMARC_P_MISSING(
            ERROR,
            "4.7, 4.10.1",
            "The record has no valid policy (p). {found}",
            "Publish a policy: p=none only asks for reports, p=quarantine and p=reject protect the domain: {publish}"),
    DMARC_P_INVALID(
            ERROR,
            "4.10.1",
            "The policy is neither none nor quarantine nor reject. {found}",
            "Publish one of these three policies: {publish}"),
    DMARC_SP_INVALID(
            ERROR,
            "4.10.1",
            "The policy for subdomains is neither none nor quarantine nor reject, which makes all policies of the record"
                    + " invalid. {found}",
            "Use one of these three policies, or leave the tag out if subdomains shall have the same policy: {publish}"),
    DMARC_P_NONE(
            WARNING,
            "4.7, 5.1.6",
            "The policy is none: receivers only send reports. They deliver mail that fails DMARC like any other mail.",
            "When the reports show that all your own mail passes, publish a stronger policy at {subject}: {publish}"),
    DMARC_TESTING(
            WARNING,
            "4.7, A.6",
            "The record is in test mode (t=y), so receivers apply {found}.",
            "When the reports show that all your own mail passes, remove t at {subject}: {publish}"),
    DMARC_T_NO_EFFECT(
            INFO,
            "4.7",
            "The record is in test mode (t=y), which has no effect on the policy none.",
            "Remove t until there is a policy to test: {publish}"),
    DMARC_SUBDOMAINS_WEAKER(
            WARNING,
            "4.7, 4.10.2, 5.1.8",
            "The policy for subdomains is weaker than that of the domain ({found}), so mail in the name of a subdomain can be"
                    + " forged.",
            "Use the same policy for both, unless mail from a subdomain does not pass yet: {publish}"),
    DMARC_SUBDOMAINS_IGNORED(
            INFO,
            "4.7",
            "The record has a policy for subdomains, which only counts at the Organizational Domain {found}.",
            "Remove sp and np, or publish them at the Organizational Domain. With psd=n this domain would be an Organizational"
                    + " Domain of its own: {publish}"),
    DMARC_PSD(
            INFO,
            "4.7",
            "The tag psd=y at {subject} says that the domain is a public suffix: each domain directly below it is an"
                    + " organization of its own.",
            "Remove psd unless the public registers names below {subject}."),
    DMARC_PSD_RUF(
            WARNING,
            "10.2",
            "A public suffix (psd=y) asks for failure reports, which would contain mail of the organizations below it.",
            "Remove ruf: {publish}"),
    DMARC_RUA_MISSING(
            INFO,
            "4.7, 5.1.3",
            "The record has no valid address for aggregate reports (rua), so nobody learns who sends mail in its name.",
            "Add a mailbox that is read as rua at {subject}. Create the mailbox first if it does not exist: {publish}"),
    DMARC_FO_WITHOUT_RUF(
            INFO,
            "4.7",
            "The tag fo selects failure reports, but there is no address for them (ruf), so the tag has no effect.",
            "Remove fo. If you want failure reports, add ruf instead: {publish}"),
    DMARC_URI_INVALID(
            WARNING,
            "4.8; RFC 6068, 2",
            "This is not a mailbox in the form of a URI, so receivers send no reports there: {found}",
            "Write mailto: and the address, with commas between several addresses: {publish}"),
    DMARC_URI_SCHEME(
            WARNING,
            "4.7",
            "Receivers only have to support mailto: addresses for reports. They may ignore {found}",
            "Add a mailbox as mailto: address: {publish}"),
    DMARC_URI_SIZE(
            INFO,
            "4.8, C.4",
            "The address ends with a size limit, which RFC 9989 abolished: {found}",
            "Remove the exclamation mark and everything after it: {publish}"),
    DMARC_DESTINATION_UNAUTHORIZED(
            WARNING,
            "RFC 9990, 4; RFC 7489, 7.1",
            "Reports are sent to {subject}, an external domain that has not authorized them: there is no DMARC record at"
                    + " {found}. Receivers send no reports there.",
            "Ask the operator of {subject} to publish a TXT record at {found}: {publish}"),
    DMARC_DESTINATION_LOOKUP_FAILED(
            WARNING,
            "RFC 9990, 4",
            "It could not be determined whether {subject} has authorized the reports: {found}",
            "Try again in a few minutes. If the lookup keeps failing, check the name servers of {subject}."),
    DMARC_DESTINATION_OVERRIDES(
            INFO,
            "RFC 9990, 4",
            "{subject} has authorized the reports and redirects them to other addresses of its own: {found}",
            "No action is needed."),
    DMARC_DESTINATION_OVERRIDES_ELSEWHERE(
            WARNING,
            "RFC 9990, 4",
            "{subject} has authorized the reports but redirects them to other hosts, which is not allowed: {found}. Receivers"
                    + " send no reports there.",
            "Ask the operator of {subject} to name addresses at {subject} only, or none."),
    DMARC_DESTINATIONS_MANY(
            INFO,
            "RFC 9990, 4",
            "The record names so many destinations of reports that not all of them were checked. Receivers may not send reports"
                    + " to all of them either. Not checked: {found}",
            "Keep one or two destinations."),
    DMARC_CNAME(
            INFO,
            "4.10",
            "{subject} is an alias of {found}. Receivers follow it.",
            "No action is needed. The operator of the target controls the record."),
    DMARC_CNAME_DANGLING(
            ERROR,
            "4.10",
            "{subject} is an alias of {found}, which has no record.",
            "Ask the operator of {found} to publish the record there, or replace the alias with a TXT record: {publish}"),
    DMARC_WRONG_NAME(
            INFO,
            "4.5",
            "There is a DMARC record at {found}, a name that receivers do not query.",
            "Move the record to {subject}."),
    DMARC_NAME_TOO_LONG(
            WARNING,
            "RFC 1035, 2.3.4",
            "The name {subject} would be longer than DNS allows, so this domain cannot have a DMARC record of its own.",
            "Rely on the record of the domain above, or use a shorter domain for mail."),
    DMARC_ORGANIZATION_UNKNOWN(
            WARNING,
            "4.10.2",
            "The DNS Tree Walk failed at {subject}: {found}. The record of the domain itself applies, but its Organizational"
                    + " Domain could not be determined.",
            "Try again in a few minutes. If the lookup keeps failing, check the name servers of the domain above."),
    DMARC_LOOKUP_FAILED(
            ERROR,
            "4.10.1",
            "{subject} could not be looked up: {found}. The DMARC policy of the domain could not be determined.",
            "Try again in a few minutes. If the lookup keeps failing, check the name servers of the domain and its DNSSEC"
                    + " signatures.");

    private final Entry entry;

    DmarcFinding(Severity severity, String rule, String message, String remedy) {
        entry = new Entry(severity, rule.startsWith("RFC") ? rule : "RFC 9989, " + rule, message, remedy);
    }

    @Override
    public Entry entry() {
        return entry;
    }
}
