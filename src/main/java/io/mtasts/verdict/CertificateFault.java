package io.mtasts.verdict;

/** Why a certificate does not do for the Policy Host. RFC 8461, 3.3. */
public enum CertificateFault {
    EXPIRED,
    NOT_YET_VALID,
    REVOKED,
    /** No trusted root stands behind the chain. */
    UNTRUSTED,
    /** The certificate's issuer was not sent, so that no chain can be built. */
    CHAIN_INCOMPLETE,
    /** No dNSName at all: the common name does not count. */
    NO_SAN,
    NAME_MISMATCH
}
