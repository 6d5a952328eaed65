package io.mtasts.tlsrpt;

import static io.mtasts.finding.Severity.INFO;
import static io.mtasts.finding.Severity.WARNING;

import io.mtasts.finding.FindingCode;
import io.mtasts.finding.Severity;

/** What can be said of the TLS reporting record at _smtp._tls; none of it changes the verdict. RFC 8460, 3. */
public enum TlsRptFinding implements FindingCode {
    TLSRPT_ABSENT(
            INFO,
            "RFC 8460, 3; RFC 8461, 6",
            "There is no TLS reporting record at {subject}, so senders tell nobody when delivery over TLS fails.",
            "Publish a TXT record at {subject} with an address that is read: {publish}"),
    TLSRPT_INVALID(
            WARNING,
            "RFC 8460, 3",
            "The TLS reporting record at {subject} is not valid, so senders may send no reports: {found}",
            "Publish a TXT record of this form: {publish}"),
    TLSRPT_MULTIPLE(
            WARNING,
            "RFC 8460, 3",
            "There are {found} TLS reporting records at {subject}. Unless there is exactly one, senders send no reports.",
            "Delete all but one; one record can name several addresses, separated by commas: {publish}"),
    TLSRPT_SCHEME(
            WARNING,
            "RFC 8460, 3",
            "Reports cannot go to {found}: a destination is a mailto: or https: address.",
            "Write the destination with its scheme: {publish}"),
    TLSRPT_DUPLICATE_RUA(
            WARNING,
            "RFC 8460, 3",
            "The field rua stands in the record at {subject} more than once. What senders make of it differs.",
            "Put all destinations into one rua, separated by commas: {publish}"),
    TLSRPT_URI_UNENCODED(
            WARNING,
            "RFC 8460, 3",
            "The destination {found} holds an exclamation mark that is not percent-encoded. The size limit known from"
                    + " DMARC does not exist here.",
            "Remove what follows the exclamation mark, or write it as %21: {publish}"),
    TLSRPT_SEPARATOR(
            WARNING,
            "RFC 8460, 3",
            "The destination {found} holds a comma or a semicolon, which would end it.",
            "Write a comma as %2C and a semicolon as %3B: {publish}"),
    TLSRPT_LOOKUP_FAILED(
            WARNING,
            "RFC 8460, 3",
            "The TLS reporting record at {subject} could not be looked up: {found}",
            "Try again in a few minutes. If it stays so, check the name servers of the domain."),
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
