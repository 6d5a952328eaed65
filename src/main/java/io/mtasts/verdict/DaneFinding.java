package io.mtasts.verdict;

import static io.mtasts.finding.Severity.CRITICAL;
import static io.mtasts.finding.Severity.INFO;
import static io.mtasts.finding.Severity.WARNING;

import io.mtasts.finding.FindingCode;
import io.mtasts.finding.Severity;

/** Findings about the TLSA records (DANE) of the mail servers. */
public enum DaneFinding implements FindingCode {
    DANE_MISMATCH(
            CRITICAL,
            "RFC 7672, 2.2; RFC 8461, 2",
            "The TLSA records of the mail server {subject} do not match its certificate ({found}). Senders that support DANE"
                    + " refuse to deliver to it, even if MTA-STS finds nothing wrong.",
            "Publish a TLSA record for the certificate that the server sends, then remove the record that does not match:"
                    + " {publish}"),
    DANE_MISMATCH_HIDDEN(
            WARNING,
            "RFC 8461, 2",
            "MTA-STS finds nothing wrong with the mail server {subject}, although its TLSA records do not match. Senders that"
                    + " support only MTA-STS deliver, and some senders wrongly let the policy decide, so reports from them"
                    + " do not show the failure.",
            "Correct the TLSA records first. A policy does not replace them for senders that support DANE."),
    DANE_UNUSABLE(
            WARNING,
            "RFC 7672, 2.2, 3.1.3",
            "No TLSA record of the mail server {subject} is usable for SMTP ({found}). Senders that support DANE require TLS,"
                    + " but do not verify the certificate.",
            "Publish a TLSA record with usage 3, selector 1 and matching type 1 for the certificate of the server:"
                    + " {publish}"),
    DANE_PRECEDENCE(
            INFO,
            "RFC 8461, 2; RFC 7672, 2.2",
            "Senders that support DANE follow the TLSA records of {subject}, and an MTA-STS policy does not override them."
                    + " Other senders follow the policy.",
            "No action is needed. Keep both correct: publish the TLSA record of a new key before the server uses the key."),
    DANE_INSECURE(
            INFO,
            "RFC 7672, 2.1.1",
            "The TLSA records of the mail server {subject} are not signed with DNSSEC, so senders ignore them.",
            "Sign the zone of the mail server with DNSSEC, or remove the TLSA records."),
    DANE_LOOKUP_FAILED(
            INFO,
            "RFC 7672, 2.1.2",
            "The TLSA records of the mail server {subject} could not be looked up: {found}. If its zone is signed, senders"
                    + " that support DANE deliver later, or not at all.",
            "Try again in a few minutes. If the lookup keeps failing, check the name servers of the mail server's domain.");

    private final Entry entry;

    DaneFinding(Severity severity, String reference, String message, String remedy) {
        entry = new Entry(severity, reference, message, remedy);
    }

    @Override
    public Entry entry() {
        return entry;
    }
}
