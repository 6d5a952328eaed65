package io.mtasts.lab;

/** Where a site stops behaving. */
public enum HttpFault {
    NONE,
    SILENCE_AFTER_ACCEPT,
    CLOSE_AFTER_ACCEPT,
    RESET_AFTER_ACCEPT,

    /** Answers the ClientHello with an HTTP response in clear. */
    PLAIN_HTTP,

    /** The fatal alert handshake_failure. */
    HANDSHAKE_FAILURE,

    /** The fatal alert unrecognized_name. */
    UNRECOGNIZED_NAME,
    SILENCE_AFTER_TLS,
    CLOSE_AFTER_TLS,
    CLOSE_AFTER_REQUEST,
    RESET_IN_HEADERS,
    ENDLESS_HEADERS,
    SILENCE_AFTER_HEADERS,
    RESET_IN_BODY
}
