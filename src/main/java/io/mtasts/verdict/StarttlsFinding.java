package io.mtasts.verdict;

import static io.mtasts.finding.Severity.CRITICAL;
import static io.mtasts.finding.Severity.INFO;
import static io.mtasts.finding.Severity.WARNING;

import io.mtasts.finding.FindingCode;
import io.mtasts.finding.Severity;

/** Findings about the TLS of the mail servers that this service connected to. */
public enum StarttlsFinding implements FindingCode {
    STARTTLS_NOT_OFFERED(
            CRITICAL,
            "RFC 8461, 4.2; RFC 3207, 4",
            "The mail server {subject} does not offer STARTTLS. In mode enforce, senders that follow MTA-STS refuse to deliver"
                    + " to it.",
            "Give the mail server a certificate for its name in the MX record, and enable STARTTLS for everyone on port 25."),
    STARTTLS_REFUSED(
            CRITICAL,
            "RFC 8461, 4.2; RFC 3207, 4",
            "The mail server {subject} offers STARTTLS, but rejects the command: {found}",
            "Check the log of the mail server. The usual cause is that it cannot read its key or its certificate."),
    STARTTLS_INJECTION(
            CRITICAL,
            "RFC 3207, 4.2",
            "The mail server {subject}, or somebody between it and this checker, sent plain text after its reply to STARTTLS."
                    + " Senders must not take such text for a part of the protected session, so they close the connection.",
            "Update the mail server, and any firewall or proxy in front of it that reads SMTP."),
    STARTTLS_NOT_SMTP(
            CRITICAL,
            "RFC 5321, 4.2",
            "The mail server {subject} does not speak SMTP: {found}",
            "Check that a mail server listens on port 25, and that nothing in front of it changes its replies."),
    STARTTLS_TLS_FAILED(
            CRITICAL,
            "RFC 8461, 4.2; RFC 3207, 4.1",
            "The TLS handshake with the mail server {subject} failed: {found}",
            "Check the TLS settings of the mail server: the key, the certificate, and that common cipher suites are enabled."),
    STARTTLS_TLS_VERSION(
            CRITICAL,
            "RFC 8461, 7.2",
            "The mail server {subject} supports neither TLS 1.2 nor TLS 1.3. In mode enforce, senders that follow MTA-STS"
                    + " refuse to deliver to it.",
            "Enable TLS 1.2 and TLS 1.3."),
    STARTTLS_CERT_EXPIRED(
            CRITICAL,
            "RFC 8461, 4.2",
            "The certificate of the mail server {subject}, or one in its chain, has expired ({found}).",
            "Renew the certificate, or install the current chain of its authority, and let the mail server load it. Find"
                    + " out why that did not happen automatically."),
    STARTTLS_CERT_NOT_YET_VALID(
            CRITICAL,
            "RFC 8461, 4.2",
            "The certificate of the mail server {subject}, or one in its chain, is not valid yet ({found}).",
            "Use a certificate that is valid today, and check the clock of the machine that issued it."),
    STARTTLS_CERT_REVOKED(
            CRITICAL,
            "RFC 8461, 4.2",
            "The certificate of the mail server {subject} has been revoked ({found}).",
            "Replace the certificate, and its key if that may have been stolen."),
    STARTTLS_CERT_UNTRUSTED(
            CRITICAL,
            "RFC 8461, 4.2",
            "The certificate of the mail server {subject} was not issued by an authority that senders trust ({found}).",
            "Use a certificate of a public authority. Some authorities issue them for free. The self-signed certificate that"
                    + " many mail servers come with is not enough."),
    STARTTLS_CERT_CHAIN_INCOMPLETE(
            CRITICAL,
            "RFC 8461, 4.2",
            "The mail server {subject} does not send the certificate of its issuer, so senders cannot verify its own"
                    + " certificate ({found}).",
            "Configure the full chain: the certificate of the host, followed by the intermediate ones."),
    STARTTLS_CERT_NAME_MISMATCH(
            CRITICAL,
            "RFC 8461, 4.2",
            "The certificate of the mail server {subject} is for other names ({found}).",
            "Get a certificate that names the host as the MX record does, or a wildcard one level above it."),
    STARTTLS_CERT_NO_SAN(
            CRITICAL,
            "RFC 8461, 4.2",
            "The certificate of the mail server {subject} has no DNS name, and its common name does not count ({found}).",
            "Get a certificate with the name in the MX record as subjectAltName."),
    STARTTLS_CERT_WRONG_USAGE(
            CRITICAL,
            "RFC 8461, 4.2; RFC 5280, 4.2.1.3, 4.2.1.12",
            "The certificate of the mail server {subject} may not be used for a TLS server: its key usage does not allow it"
                    + " ({found}).",
            "Get a certificate for TLS servers, with the extended key usage serverAuth."),
    STARTTLS_CERT_NAME_CONSTRAINT(
            CRITICAL,
            "RFC 8461, 4.2; RFC 5280, 4.2.1.10",
            "The issuer of the certificate of the mail server {subject} may not issue certificates for this name ({found})."
                    + " A name constraint in the chain forbids it.",
            "Get a certificate from an authority that may issue certificates for the name in the MX record."),
    STARTTLS_CERT_WEAK_ALGORITHM(
            CRITICAL,
            "RFC 8461, 4.2",
            "The certificate of the mail server {subject}, or one in its chain, has a key or a signature that is too weak"
                    + " ({found}).",
            "Get a certificate with a current key and signature, such as ECDSA P-256 or RSA with 2048 bits and SHA-256."),
    STARTTLS_CERT_CHAIN_INVALID(
            CRITICAL,
            "RFC 8461, 4.2; RFC 5280, 6.1",
            "The certificate chain of the mail server {subject} ends at a trusted authority, but breaks a rule for such"
                    + " chains ({found}).",
            "Ask the authority for a valid chain, or get a certificate from another authority."),
    STARTTLS_CERT_EXPIRING(
            WARNING,
            "RFC 8461, 4.2",
            "The certificate of the mail server {subject}, or one in its chain, expires soon ({found}). Senders will then"
                    + " refuse to deliver to the server.",
            "Renew the certificate now, or install the current chain of its authority. Find out why that did not happen"
                    + " automatically."),
    STARTTLS_NOT_PUBLIC(
            WARNING,
            "RFC 5321, 5.1",
            "The mail server {subject} has addresses that cannot be reached from the Internet: {found}. No connection was"
                    + " made to them.",
            "Publish only public addresses for the mail server."),
    STARTTLS_UNREACHABLE(
            WARNING,
            "RFC 5321, 4.5.4.1",
            "Could not connect to the mail server {subject} ({found}), so its TLS is not known.",
            "Check that the mail server is up and that port 25 is open to everyone. If this is reported for every domain,"
                    + " outgoing connections to port 25 are blocked on the checker's network."),
    STARTTLS_TIMEOUT(
            WARNING,
            "RFC 5321, 4.5.3.2",
            "The mail server {subject} did not answer in time ({found}), so its TLS is not known.",
            "Try again. Some senders do not wait for servers that delay unknown clients by half a minute or more."),
    STARTTLS_TURNED_AWAY(
            WARNING,
            "RFC 5321, 3.1",
            "The mail server {subject} rejected this check ({found}), so its TLS is not known.",
            "No action is needed if the server only rejects unknown clients. Otherwise check its log."),
    STARTTLS_LIMIT_EXCEEDED(
            WARNING,
            "RFC 8461, 4.2",
            "The mail server {subject} exceeds a limit of this checker ({found}), so its TLS is not known.",
            "Use keys of a common size, such as ECDSA P-256 or RSA with 2048 bits, and ECDHE for the key exchange."),
    STARTTLS_UNCHECKED(
            INFO,
            "RFC 8461, 4.2",
            "This check did not connect to these mail servers, so their TLS is not known: {subject} ({found}).",
            "Check again later, or check these servers by other means.");

    private final Entry entry;

    StarttlsFinding(Severity severity, String reference, String message, String remedy) {
        entry = new Entry(severity, reference, message, remedy);
    }

    @Override
    public Entry entry() {
        return entry;
    }
}
