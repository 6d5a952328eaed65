package io.mtasts.verdict;

/** Why a certificate does not do for the Policy Host, or for a mail server. RFC 8461, 3.3, 4.2. */
public enum CertificateProblem {
    EXPIRED,
    NOT_YET_VALID,
    REVOKED,
    /** No trusted root stands behind the chain. */
    UNTRUSTED,
    /** The certificate's issuer was not sent, so that no chain can be built. */
    CHAIN_INCOMPLETE,
    /** No dNSName at all: the common name does not count. */
    NO_SAN,
    NAME_MISMATCH;

    /** What the certificate says that makes it so, in a few words. */
    String describe(CertificateInfo certificate) {
        return switch (this) {
            case EXPIRED -> "valid until " + certificate.notAfter();
            case NOT_YET_VALID -> "valid from " + certificate.notBefore();
            case UNTRUSTED, CHAIN_INCOMPLETE -> "issued by " + certificate.issuer();
            case NAME_MISMATCH -> "it names " + String.join(", ", certificate.names());
            case NO_SAN, REVOKED -> certificate.subject();
        };
    }
}
