package io.mtasts.tlsrpt;

/** The type of a failure in a TLS report. RFC 8460, 4.3. */
public enum TlsRptResultType {
    STARTTLS_NOT_SUPPORTED,
    CERTIFICATE_HOST_MISMATCH,
    CERTIFICATE_EXPIRED,
    CERTIFICATE_NOT_TRUSTED,
    /** The only type that fits a mail server that the policy does not name. */
    VALIDATION_FAILURE,
    STS_POLICY_FETCH_ERROR,
    STS_POLICY_INVALID,
    STS_WEBPKI_INVALID,
    TLSA_INVALID,
    DNSSEC_INVALID,
    DANE_REQUIRED,
    /** There is no failure to report. */
    NONE,
    UNKNOWN
}
