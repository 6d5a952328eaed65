package io.mtasts.verdict;

import static io.mtasts.finding.Severity.ERROR;
import static io.mtasts.finding.Severity.INFO;
import static io.mtasts.finding.Severity.WARNING;

import io.mtasts.finding.FindingCode;
import io.mtasts.finding.Severity;

/** Findings about fetching the policy: the policy host, the connection to it, its certificate and its response. */
public enum HttpsFinding implements FindingCode {
    HTTPS_HOST_NXDOMAIN(
            ERROR,
            "3.3",
            "The host {subject} does not exist or has no address, so no policy can be fetched.",
            "Publish address records for {subject}, or an alias to the host that serves the policy."),
    HTTPS_HOST_LOOKUP_FAILED(
            ERROR,
            "3.3",
            "The addresses of {subject} could not be looked up: {found}",
            "Try again in a few minutes. If the lookup keeps failing, check the name servers of the domain."),
    HTTPS_HOST_LOOKUP_PARTIAL(
            WARNING,
            "3.3",
            "Only a part of the addresses of {subject} could be looked up: {found}",
            "Check the name servers of the domain: they must answer queries for A and for AAAA, even if there is no such"
                    + " record."),
    HTTPS_HOST_NOT_PUBLIC(
            ERROR,
            "3.3",
            "{subject} has an address that cannot be reached from the Internet: {found}. No connection was made to it.",
            "Publish only public addresses for {subject}."),
    HTTPS_HOST_CNAME(
            INFO,
            "8.2",
            "{subject} is an alias of {found}. That is the usual way to let somebody else host the policy.",
            "No action is needed while {found} has a valid certificate for {subject}."),
    HTTPS_HOST_DANGLING(
            ERROR,
            "8.2",
            "{subject} is an alias of {found}, which does not exist. Anybody who can register that name can serve a policy for the"
                    + " domain.",
            "Correct the alias, or remove it together with the TXT record."),
    HTTPS_REFUSED(
            ERROR,
            "3.3",
            "Could not connect to {subject} on port 443: {found}",
            "Run a web server there, and open port 443 in the firewall to everyone."),
    HTTPS_TIMEOUT(
            ERROR,
            "3.3",
            "{subject} did not serve the policy in time ({found}).",
            "Check that the web server is up and that no firewall drops connections from abroad. Senders give up after"
                    + " a minute, some sooner."),
    HTTPS_SLOW(
            WARNING,
            "3.3",
            "{subject} took a long time to serve the policy: {found}.",
            "Serve the policy as a static file."),
    HTTPS_CACHED(
            INFO,
            "3.3; RFC 9111, 4.2, 5.1",
            "The policy comes from a cache in front of {subject}: {found}. After a change, senders may get the old policy"
                    + " for as long as the cache keeps it.",
            "Configure the cache to keep this file for a minute at most, or clear the cache after each change."),
    HTTPS_TLS_FAILED(
            ERROR,
            "3.3",
            "The TLS handshake with {subject} failed: {found}",
            "Configure the web server for TLS 1.2 or 1.3 on port 443, and let it know the name {subject}."),
    HTTPS_TLS_VERSION(
            ERROR,
            "3.3",
            "{subject} supports only outdated versions of TLS: {found}",
            "Enable TLS 1.2 and 1.3 in the web server."),
    HTTPS_TLS_13_ONLY(
            INFO,
            "3.3",
            "{subject} rejects TLS 1.2. Some senders support nothing newer.",
            "Enable TLS 1.2 in addition to TLS 1.3 if the policy should reach every sender."),
    HTTPS_HTTP2_ONLY(
            WARNING,
            "3.3",
            "{subject} supports HTTP/2 only. Many senders support only HTTP/1.1.",
            "Enable HTTP/1.1 in addition to HTTP/2."),
    HTTPS_IPV6_ONLY(
            INFO,
            "3.3",
            "{subject} has IPv6 addresses only. Senders without IPv6 cannot fetch the policy.",
            "Publish an IPv4 address (A record) as well."),
    HTTPS_NOT_FETCHED(
            INFO,
            "3.3",
            "The policy was not fetched from {subject}: {found}. That says nothing about the policy host.",
            "Check the domain again with a service that has IPv6. Or publish an IPv4 address (A record) for {subject} as"
                    + " well, which senders without IPv6 need too."),
    HTTPS_ADDRESS_FAILED(
            WARNING,
            "3.3",
            "{subject} has several addresses, and one of them does not serve the policy: {found}. Senders that use that"
                    + " address get no policy.",
            "Fix the server at this address, or remove the address from DNS."),
    HTTPS_ADDRESSES_DIFFER(
            ERROR,
            "3.1, 3.3",
            "{subject} has several addresses, and they do not serve the same policy: {found}. Which policy a sender gets"
                    + " depends on the address that it uses.",
            "Serve the same file from every address, or remove the outdated address from DNS."),
    HTTPS_REDIRECT(
            ERROR,
            "3.3",
            "The policy request is answered with a redirect: {found}. Senders must not follow it.",
            "Serve the file itself at https://{subject}/.well-known/mta-sts.txt with status 200."),
    HTTPS_STATUS(
            ERROR,
            "3.3",
            "The policy request is answered with status {found}. Senders accept only status 200.",
            "Serve the file at https://{subject}/.well-known/mta-sts.txt with status 200, to everyone."),
    HTTPS_CONTENT_TYPE(
            ERROR,
            "3.2",
            "The policy is served as {found}, not as text/plain. Many senders ignore it.",
            "Configure the web server to send this header for the file: {publish}"),
    HTTPS_CONTENT_TYPE_MISSING(
            ERROR,
            "3.2",
            "The policy is served without a media type. Many senders ignore it.",
            "Configure the web server to send this header for the file: {publish}"),
    HTTPS_CONTENT_TYPE_REPEATED(
            WARNING,
            "3.2; RFC 9110, 5.3",
            "The policy is served with more than one media type: {found}. Senders differ in which one they use, so some may"
                    + " ignore the policy.",
            "Configure the web server to send one Content-Type header only: {publish}"),
    HTTPS_CHARSET(
            INFO,
            "3.2",
            "The policy is served with a charset other than utf-8 and us-ascii: {found}. Senders ignore the"
                    + " charset.",
            "Configure the web server to send this header for the file: {publish}"),
    HTTPS_CONTENT_ENCODING(
            ERROR,
            "3.3; RFC 9110, 12.5.3",
            "The policy is sent compressed ({found}) although the request did not allow it. Senders cannot read it.",
            "Switch compression off for this file."),
    HTTPS_TOO_LARGE(
            ERROR,
            "3.3",
            "The policy is larger than 64 kilobytes, the limit of many senders: {found}",
            "Serve only the policy. 64 kilobytes are enough for a thousand mail servers."),
    HTTPS_HEADERS_TOO_LARGE(
            ERROR,
            "3.3; RFC 9110, 5.4",
            "The headers of the response are larger than clients accept: {found}",
            "Remove headers that are not needed."),
    HTTPS_RESPONSE_INVALID(
            ERROR,
            "3.3; RFC 9112, 2.2, 4, 6.3",
            "{subject} sent a response that is not valid HTTP: {found}",
            "Check the web server and any proxy in front of it. A response needs a valid status line, and exactly one way"
                    + " to mark its end: a Content-Length or the chunked coding."),
    HTTPS_TRUNCATED(
            ERROR,
            "3.3; RFC 9112, 8",
            "The response ended before it was complete: {found}",
            "Check the web server and any proxy in front of it. The response must be as long as its Content-Length says."),
    HTTPS_LIMIT_EXCEEDED(
            ERROR,
            "3.3",
            "The policy was not fetched from {subject}, because the server exceeds a limit of this checker: {found}",
            "Use keys of a common size, such as ECDSA P-256 or RSA with 2048 bits, and ECDHE for the key exchange. Serve the"
                    + " policy without unusual extras."),
    CERT_EXPIRED(
            ERROR,
            "3.3",
            "The certificate of {subject}, or one in its chain, has expired ({found}).",
            "Renew the certificate of the host, or install the current chain of its authority. Find out why that did not"
                    + " happen automatically."),
    CERT_EXPIRING(
            WARNING,
            "3.3",
            "The certificate of {subject}, or one in its chain, expires soon ({found}).",
            "Renew the certificate of the host now, or install the current chain of its authority. Find out why that did"
                    + " not happen automatically."),
    CERT_ISSUER_EXPIRES_FIRST(
            INFO,
            "3.3",
            "The certificate chain of {subject} ends before the certificate of the host does: {found}.",
            "Install the current chain of the authority before that day. A renewal of the host's certificate alone does not"
                    + " help if the old chain stays in place."),
    CERT_NOT_YET_VALID(
            ERROR,
            "3.3",
            "The certificate of {subject}, or one in its chain, is not valid yet ({found}).",
            "Use a certificate that is valid today, and check the clock of the machine that issued it."),
    CERT_UNTRUSTED(
            ERROR,
            "3.3",
            "The certificate of {subject} was not issued by an authority that senders trust ({found}).",
            "Use a certificate of a public authority. Some authorities issue them for free."),
    CERT_CHAIN_INCOMPLETE(
            ERROR,
            "3.3",
            "The web server does not send the intermediate certificate, so senders cannot verify the certificate of"
                    + " {subject} ({found}). Browsers often work around this, senders do not.",
            "Configure the full chain: the certificate of the host, followed by the intermediate ones."),
    CERT_NAME_MISMATCH(
            ERROR,
            "3.3, 8.2",
            "The certificate is not for {subject} ({found}).",
            "Get a certificate that names {subject}, or a wildcard one level above it. The name of an alias's target does"
                    + " not count."),
    CERT_NO_SAN(
            ERROR,
            "3.3",
            "The certificate of {subject} has no DNS name among its alternative names; the common name does not count.",
            "Get a certificate with {subject} as subjectAltName."),
    CERT_REVOKED(ERROR, "3.3", "The certificate of {subject} has been revoked.", "Get a new certificate."),
    CERT_WRONG_USAGE(
            ERROR,
            "3.3; RFC 5280, 4.2.1.3, 4.2.1.12",
            "The certificate of {subject} may not be used for a TLS server: its key usage does not allow it ({found}).",
            "Get a certificate for TLS servers, with the extended key usage serverAuth."),
    CERT_NAME_CONSTRAINT(
            ERROR,
            "3.3; RFC 5280, 4.2.1.10",
            "The issuer of the certificate of {subject} may not issue certificates for this name ({found}). A name"
                    + " constraint in the chain forbids it.",
            "Get a certificate from an authority that may issue certificates for {subject}."),
    CERT_WEAK_ALGORITHM(
            ERROR,
            "3.3",
            "The certificate of {subject}, or one in its chain, has a key or a signature that is too weak ({found}).",
            "Get a certificate with a current key and signature, such as ECDSA P-256 or RSA with 2048 bits and SHA-256."),
    CERT_CHAIN_INVALID(
            ERROR,
            "3.3; RFC 5280, 6.1",
            "The certificate chain of {subject} ends at a trusted authority, but breaks a rule for such chains ({found}).",
            "Ask the authority for a valid chain, or get a certificate from another authority.");

    private final Entry entry;

    HttpsFinding(Severity severity, String rule, String message, String remedy) {
        entry = new Entry(severity, "RFC 8461, " + rule, message, remedy);
    }

    @Override
    public Entry entry() {
        return entry;
    }
}
