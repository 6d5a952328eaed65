package io.mtasts.lab;

/** Which application protocol a site negotiates. */
public enum Alpn {
    /** {@code http/1.1}; to a client that offers only others, the alert no_application_protocol. */
    HTTP_1_1,

    /** As if the extension were unknown: HTTP/1.1 without negotiation. */
    IGNORED,

    /** {@code h2} where the client offers it, else HTTP/1.1. */
    H2_PREFERRED,

    /** {@code h2}; to a client that does not offer it, the alert no_application_protocol. */
    H2_ONLY,

    /** HTTP/2 frames to everybody, negotiated or not. */
    H2_WITHOUT_ALERT
}
