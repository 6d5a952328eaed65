package io.mtasts.verdict;

import java.time.Instant;
import java.util.function.Predicate;

/**
 * Reasons why senders do not accept the certificate of a policy host or of a mail server. RFC 8461, 3.3, 4.2; RFC 5280.
 */
public enum CertificateProblem {
    /** The certificate, or one in its chain, has expired. */
    EXPIRED(HttpsFinding.CERT_EXPIRED, StarttlsFinding.STARTTLS_CERT_EXPIRED),
    /** The certificate, or one in its chain, is not valid yet. */
    NOT_YET_VALID(HttpsFinding.CERT_NOT_YET_VALID, StarttlsFinding.STARTTLS_CERT_NOT_YET_VALID),
    REVOKED(HttpsFinding.CERT_REVOKED, StarttlsFinding.STARTTLS_CERT_REVOKED),
    /** The chain does not lead to a trusted root. */
    UNTRUSTED(HttpsFinding.CERT_UNTRUSTED, StarttlsFinding.STARTTLS_CERT_UNTRUSTED),
    /** The server did not send the certificate of the issuer, so that no chain can be built. */
    CHAIN_INCOMPLETE(HttpsFinding.CERT_CHAIN_INCOMPLETE, StarttlsFinding.STARTTLS_CERT_CHAIN_INCOMPLETE),
    /** The certificate has no dNSName at all; the common name does not count. */
    NO_SAN(HttpsFinding.CERT_NO_SAN, StarttlsFinding.STARTTLS_CERT_NO_SAN),
    NAME_MISMATCH(HttpsFinding.CERT_NAME_MISMATCH, StarttlsFinding.STARTTLS_CERT_NAME_MISMATCH),
    /** Its key usage or extended key usage does not allow TLS servers. RFC 5280, 4.2.1.3, 4.2.1.12. */
    WRONG_USAGE(HttpsFinding.CERT_WRONG_USAGE, StarttlsFinding.STARTTLS_CERT_WRONG_USAGE),
    /** A name constraint in the chain forbids the name. RFC 5280, 4.2.1.10. */
    NAME_CONSTRAINT(HttpsFinding.CERT_NAME_CONSTRAINT, StarttlsFinding.STARTTLS_CERT_NAME_CONSTRAINT),
    /** A certificate in the chain has a signature or a key that senders no longer accept, such as SHA-1. */
    WEAK_ALGORITHM(HttpsFinding.CERT_WEAK_ALGORITHM, StarttlsFinding.STARTTLS_CERT_WEAK_ALGORITHM),
    /** The chain breaks another rule, such as a path length or an unknown critical extension. RFC 5280, 6.1. */
    CHAIN_INVALID(HttpsFinding.CERT_CHAIN_INVALID, StarttlsFinding.STARTTLS_CERT_CHAIN_INVALID);

    private final HttpsFinding https;
    private final StarttlsFinding starttls;

    CertificateProblem(HttpsFinding https, StarttlsFinding starttls) {
        this.https = https;
        this.starttls = starttls;
    }

    /** Returns the code for a policy host. */
    HttpsFinding httpsCode() {
        return https;
    }

    /** Returns the code for a mail server. */
    StarttlsFinding starttlsCode() {
        return starttls;
    }

    /** Returns what the certificate at fault says, in a few words; empty if the server sent none. */
    String describe(TlsInfo tls, Instant now) {
        Predicate<CertificateInfo> atFault = switch (this) {
            case EXPIRED -> certificate -> certificate.notAfter().isBefore(now);
            case NOT_YET_VALID -> certificate -> certificate.notBefore().isAfter(now);
            default -> certificate -> false;
        };
        return tls.chain().stream()
                .filter(atFault)
                .findFirst()
                .or(tls::certificate)
                .map(certificate -> tls.describe(certificate, describe(certificate)))
                .orElse("");
    }

    private String describe(CertificateInfo certificate) {
        return switch (this) {
            case EXPIRED -> "valid until " + certificate.notAfter();
            case NOT_YET_VALID -> "valid from " + certificate.notBefore();
            case UNTRUSTED, CHAIN_INCOMPLETE, WEAK_ALGORITHM, CHAIN_INVALID -> "issued by " + certificate.issuer();
            case NAME_MISMATCH, NAME_CONSTRAINT -> "it names " + String.join(", ", certificate.names());
            case NO_SAN, REVOKED, WRONG_USAGE -> certificate.subject();
        };
    }
}
