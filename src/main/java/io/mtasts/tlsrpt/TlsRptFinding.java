package io.mtasts.tlsrpt;

import static io.mtasts.finding.Severity.INFO;
import static io.mtasts.finding.Severity.WARNING;

import io.mtasts.finding.FindingCode;
import io.mtasts.finding.Severity;

/** The catalogue of findings about the TLS reporting record at _smtp._tls. They never change the verdict. RFC 8460, 3. */
public enum TlsRptFinding implements FindingCode {
    TLSRPT_ABSENT(
            INFO,
            "RFC 8460, 3; RFC 8461, 6",
            "There is no TLS reporting record at {subject}, so senders cannot report failures of delivery over TLS.",
            "Publish a TXT record at {subject}. Create its mailbox first, or use another one that is read: {publish}"),
    TLSRPT_WRONG_NAME(
            WARNING,
            "RFC 8460, 3",
            "There is a TLS reporting record at {found}, but senders look for it at {subject}.",
            "Move the record to {subject}: {publish}"),
    TLSRPT_DESTINATION_UNREACHABLE(
            INFO,
            "RFC 8460, 3; RFC 5321, 5.1",
            "Reports cannot be sent to {subject}: {found}.",
            "Publish the missing DNS records of that host, or name a destination that exists."),
    TLSRPT_INVALID(
            WARNING,
            "RFC 8460, 3; RFC 3986, 3; RFC 6068, 2",
            "The TLS reporting record at {subject} is not valid, so senders may send no reports: {found}",
            "Publish a TXT record of the form v=TLSRPTv1; rua= with mailto: or https: destinations, separated by commas:"
                    + " {publish}"),
    TLSRPT_MULTIPLE(
            WARNING,
            "RFC 8460, 3",
            "There are {found} TLS reporting records at {subject}. Unless there is exactly one, senders send no reports.",
            "Delete all but one. A record can name several destinations, separated by commas: {publish}"),
    TLSRPT_SCHEME(
            WARNING,
            "RFC 8460, 3",
            "Reports cannot be sent to {found}: a destination is a mailto: or https: address.",
            "Write the destination with its scheme: {publish}"),
    TLSRPT_DUPLICATE_RUA(
            WARNING,
            "RFC 8460, 3",
            "The field rua appears in the record at {subject} more than once. RFC 8460 allows this, but some senders use only one"
                    + " of the fields.",
            "Put all destinations into one rua, separated by commas: {publish}"),
    TLSRPT_URI_UNENCODED(
            WARNING,
            "RFC 8460, 3",
            "The destination {found} contains an exclamation mark that is not percent-encoded. TLS reporting has no size limit"
                    + " like that of DMARC.",
            "Remove the size limit, or write the exclamation mark as %21: {publish}"),
    TLSRPT_SEPARATOR(
            WARNING,
            "RFC 8460, 3",
            "The destination {found} contains a comma or a semicolon, which ends it.",
            "Write a comma as %2C and a semicolon as %3B: {publish}"),
    TLSRPT_LOOKUP_FAILED(
            WARNING,
            "RFC 8460, 3",
            "The TLS reporting record at {subject} could not be looked up: {found}",
            "Try again in a few minutes. If the lookup keeps failing, check the name servers of the domain."),
    TLSRPT_NAME_TOO_LONG(
            INFO,
            "RFC 1035, 2.3.4",
            "The name {subject} would be longer than DNS allows, so this domain cannot have TLS reporting.",
            "Use a shorter domain for mail.");

    private final Entry entry;

    TlsRptFinding(Severity severity, String reference, String message, String remedy) {
        entry = new Entry(severity, reference, message, remedy);
    }

    @Override
    public Entry entry() {
        return entry;
    }
}
