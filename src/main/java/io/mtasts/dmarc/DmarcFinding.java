package io.mtasts.dmarc;

import static io.mtasts.finding.Severity.ERROR;
import static io.mtasts.finding.Severity.INFO;
import static io.mtasts.finding.Severity.WARNING;

import io.mtasts.finding.FindingCode;
import io.mtasts.finding.Severity;

/** What can be said of the DMARC set-up of a domain. RFC 9989; RFC 9990, 4. */
public enum DmarcFinding implements FindingCode {
    DMARC_ABSENT(
            WARNING,
            "4.10.1",
            "There is no DMARC record at {subject}, nor at a domain above, so anybody can send mail in the name of the domain.",
            "Begin with a record that asks for reports only, at {subject}: {publish}"),
    DMARC_INHERITED(
            INFO,
            "4.10.1",
            "The domain has no valid DMARC record of its own at {subject}, so the one at {found} applies.",
            "Nothing needs to be done, unless this domain needs a policy or reports of its own."),
    DMARC_UNRELATED(
            INFO,
            "4.10",
            "The TXT records at {subject} have nothing to do with DMARC: {found}",
            "Nothing needs to be done about them; a wildcard record is the usual cause."),
    DMARC_MULTIPLE(
            ERROR,
            "4.10",
            "There are {found} DMARC records at {subject}. Unless there is exactly one, receivers discard them all.",
            "Delete all but one TXT record that begins with v=DMARC1; keep or publish: {publish}"),
    DMARC_OTHER_RECORDS(
            INFO,
            "4.10",
            "Other TXT records stand beside the DMARC record at {subject}: {found}",
            "Receivers discard them, but some implementations stumble over them: remove them if they serve no purpose."),
    DMARC_VERSION_CASE(
            ERROR,
            "4.7, 4.8",
            "The version is written {found}; upper and lower case matter in DMARC1, so receivers ignore the record.",
            "Publish the record with the version exactly as v=DMARC1: {publish}"),
    DMARC_VERSION_KEY_CASE(
            WARNING,
            "4.8",
            "The version is written {found}. The grammar allows it, but not all receivers know the record by it.",
            "Write v=DMARC1 with nothing between: {publish}"),
    DMARC_VERSION_UNKNOWN(
            ERROR,
            "4.7",
            "The record begins with {found}, but DMARC1 is the only version that there is: receivers ignore the record.",
            "Publish the record with the version DMARC1: {publish}"),
    DMARC_VERSION_NOT_FIRST(
            ERROR,
            "4.7",
            "The record does not begin with its version, so receivers ignore it: {found}",
            "Put the version first: {publish}"),
    DMARC_LEADING_SPACE(
            ERROR,
            "4.8",
            "Something that cannot be seen stands before the version, so receivers that follow the grammar ignore the record.",
            "Remove what stands before v=DMARC1: {publish}"),
    DMARC_QUOTED(
            ERROR,
            "4.8",
            "Quotation marks are part of the record, so it does not begin with its version and receivers ignore it.",
            "Enter the text without quotation marks, since the DNS panel adds its own: {publish}"),
    DMARC_NO_DELIMITER(
            ERROR,
            "4.8",
            "No semicolon follows the version: the record begins with {found}",
            "Put a plain semicolon, with no backslash, after the version: {publish}"),
    DMARC_EMPTY_TAG(
            INFO,
            "4.8",
            "Two semicolons stand with nothing between them. Receivers pass over it.",
            "Remove one of the semicolons: {publish}"),
    DMARC_TRAILING_SPACE(
            INFO,
            "4.8",
            "White space stands at the end of the record, where the grammar does not have it. Receivers pass over it.",
            "Remove the white space at the end: {publish}"),
    DMARC_TAG_INVALID(
            WARNING,
            "4.7, 4.8",
            "This is not a tag of the form name=value, so receivers pass over it: {found}",
            "Write every tag as name=value, with semicolons between tags and commas between addresses: {publish}"),
    DMARC_NON_ASCII(
            WARNING,
            "4.8",
            "The record holds characters that the grammar does not have, such as typographic quotes or non-breaking spaces."
                    + " Receivers pass over this tag: {found}",
            "Type the record anew as plain text: {publish}"),
    DMARC_TAG_CASE(
            WARNING,
            "4.7; RFC 6376, 3.2",
            "The tag is called {found}; upper and lower case matter in the names of tags, so receivers may pass over it.",
            "Write the names of tags in lower case: {publish}"),
    DMARC_DUPLICATE_TAG(
            ERROR,
            "4.7; RFC 6376, 3.2",
            "The tag {found} stands in the record more than once. What receivers make of it differs: some take the first,"
                    + " some the last, some ignore the record.",
            "Keep each tag once: {publish}"),
    DMARC_VALUE_INVALID(
            WARNING,
            "4.7, 4.8",
            "This is not a value that the tag can have, so receivers take its default: {found}",
            "Correct the value, or leave the tag out: {publish}"),
    DMARC_VALUE_CASE(
            INFO,
            "4.8",
            "The value is written {found}. The grammar allows it, but some receivers expect lower case.",
            "Write it in lower case: {publish}"),
    DMARC_UNKNOWN_TAG(
            INFO,
            "4.7",
            "The record has a tag that DMARC does not define: {found}",
            "Receivers pass over it. Check that it is not misspelt, and remove it if nothing of yours reads it."),
    DMARC_OBSOLETE_TAG(
            INFO,
            "A.6, C.4",
            "The tag {found} is a thing of the past (RFC 7489): receivers that follow RFC 9989 pass over it.",
            "Leave it out: {publish}"),
    DMARC_PCT(
            WARNING,
            "A.6",
            "The record asks by {found} that its policy be applied to a part of the mail only. Receivers that follow RFC 9989"
                    + " apply it to all.",
            "Leave pct out; to try a policy, use t=y, by which receivers apply the one below it: {publish}"),
    DMARC_P_NOT_FIRST(
            INFO,
            "4.8; RFC 7489, 6.4",
            "The policy does not stand right after the version, as RFC 7489 demanded. Old receivers may ignore the record.",
            "Put p in the second place: {publish}"),
    DMARC_P_MISSING(
            ERROR,
            "4.7, 4.10.1",
            "The record has no valid policy (p). {found}",
            "Add a policy; p=none is what asks for reports only: {publish}"),
    DMARC_P_INVALID(
            ERROR,
            "4.10.1",
            "The policy is neither none nor quarantine nor reject. {found}",
            "Publish a policy of these three: {publish}"),
    DMARC_SP_INVALID(
            ERROR,
            "4.10.1",
            "The policy for subdomains is neither none nor quarantine nor reject, which makes all policies of the record"
                    + " invalid. {found}",
            "Correct it, or leave it out where subdomains are to have the same policy: {publish}"),
    DMARC_P_NONE(
            WARNING,
            "4.7, 5.1.6",
            "The policy is none: receivers deliver mail that fails DMARC as if there were none, and only report.",
            "Once the reports show that all mail of yours passes, ask for more at {subject}: {publish}"),
    DMARC_TESTING(
            WARNING,
            "4.7, A.6",
            "The record is in test mode (t=y), so receivers apply {found}.",
            "Once the reports show that all mail of yours passes, leave t out at {subject}: {publish}"),
    DMARC_T_NO_EFFECT(
            INFO,
            "4.7",
            "The record is in test mode (t=y), which has no effect on the policy none.",
            "Leave t out until there is a policy to try: {publish}"),
    DMARC_SUBDOMAINS_WEAKER(
            WARNING,
            "4.7",
            "The policy for subdomains is weaker than that of the domain ({found}), so mail can be faked in the name of a"
                    + " subdomain.",
            "Use the same policy for both, unless mail from a subdomain is still being sorted out: {publish}"),
    DMARC_SUBDOMAINS_IGNORED(
            INFO,
            "4.7",
            "The record has a policy for subdomains, which counts at the Organizational Domain {found} only.",
            "Leave sp and np out, publish them at the Organizational Domain, or make this one with psd=n: {publish}"),
    DMARC_PSD(
            INFO,
            "4.7",
            "{subject} says by psd=y that it is a public suffix: whoever is directly below is another organization.",
            "Leave psd out unless names below {subject} are registered by the public."),
    DMARC_PSD_RUF(
            WARNING,
            "10.2",
            "A public suffix (psd=y) asks for failure reports, which would hold mail of the organizations below it.",
            "Leave ruf out: {publish}"),
    DMARC_RUA_MISSING(
            INFO,
            "4.7, 5.1.3",
            "The record names no address for aggregate reports (rua), so nobody learns who sends mail in its name.",
            "Add an address that is read, at {subject}: {publish}"),
    DMARC_FO_WITHOUT_RUF(
            INFO,
            "4.7",
            "The tag fo says which failure reports are wanted, but there is no address for them (ruf), so it has no effect.",
            "Leave it out, or add ruf: {publish}"),
    DMARC_URI_INVALID(
            WARNING,
            "4.8",
            "This is not the address of a mailbox in the form of a URI, so no reports go there: {found}",
            "Write mailto: and the address, with commas between several of them: {publish}"),
    DMARC_URI_SCHEME(
            WARNING,
            "4.7",
            "Receivers need not know other addresses for reports than mailto: and pass over {found}",
            "Name a mailbox: {publish}"),
    DMARC_URI_SIZE(
            INFO,
            "4.8, C.4",
            "The address ends with a size limit, which RFC 9989 has abolished: {found}",
            "Remove what follows the exclamation mark, and the mark itself: {publish}"),
    DMARC_DESTINATION_UNAUTHORIZED(
            WARNING,
            "RFC 9990, 4; RFC 7489, 7.1",
            "Reports are to go to {subject}, which belongs to others and does not say that it takes them: there is no DMARC"
                    + " record at {found}. Receivers send no reports there.",
            "Have whoever runs {subject} publish a TXT record at {found}: {publish}"),
    DMARC_DESTINATION_LOOKUP_FAILED(
            WARNING,
            "RFC 9990, 4",
            "Whether {subject} takes the reports is not known: {found}",
            "Try again in a few minutes. If it stays so, check the name servers of {subject}."),
    DMARC_DESTINATION_OVERRIDES(
            INFO,
            "RFC 9990, 4",
            "{subject} takes the reports, and has them sent to other addresses of its own: {found}",
            "Nothing needs to be done."),
    DMARC_DESTINATION_OVERRIDES_ELSEWHERE(
            WARNING,
            "RFC 9990, 4",
            "{subject} takes the reports, but would have them sent to others, which is not allowed: {found}. Receivers send no"
                    + " reports there.",
            "Have whoever runs {subject} name addresses of {subject} only, or none."),
    DMARC_DESTINATIONS_MANY(
            INFO,
            "RFC 9990, 4",
            "The record names so many destinations of reports that not all of them were checked, and receivers may not serve"
                    + " them all. Not checked: {found}",
            "Keep to one or two destinations."),
    DMARC_CNAME(
            INFO,
            "4.10",
            "{subject} is an alias of {found}. Receivers follow it.",
            "Nothing needs to be done; the one who runs the target decides on the record."),
    DMARC_CNAME_DANGLING(
            ERROR,
            "4.10",
            "{subject} is an alias of {found}, where there is no record.",
            "Ask whoever runs {found} to publish the record there, or replace the alias by a TXT record: {publish}"),
    DMARC_WRONG_NAME(
            INFO,
            "4.5",
            "A DMARC record stands at {found}, where no receiver looks for it.",
            "Move the record to {subject}."),
    DMARC_NAME_TOO_LONG(
            WARNING,
            "RFC 1035, 2.3.4",
            "The name {subject} would be longer than DNS allows, so this domain cannot have a DMARC record of its own.",
            "Rely on the record of the domain above, or use a shorter domain for mail."),
    DMARC_ORGANIZATION_UNKNOWN(
            WARNING,
            "4.10.2",
            "The DNS Tree Walk failed at {subject}: {found}. The record of the domain itself applies, but which domain is its"
                    + " Organizational Domain is not known.",
            "Try again in a few minutes. If it stays so, check the name servers of the domain above."),
    DMARC_LOOKUP_FAILED(
            ERROR,
            "4.10.1",
            "{subject} could not be looked up: {found}. What DMARC policy the domain has is not known.",
            "Try again in a few minutes. If it stays so, check the name servers of the domain and its DNSSEC signatures.");

    private final Entry entry;

    DmarcFinding(Severity severity, String rule, String message, String remedy) {
        entry = new Entry(severity, rule.startsWith("RFC") ? rule : "RFC 9989, " + rule, message, remedy);
    }

    @Override
    public Entry entry() {
        return entry;
    }
}
