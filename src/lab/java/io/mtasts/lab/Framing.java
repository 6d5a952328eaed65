package io.mtasts.lab;

/** How a body is delimited, rightly or not. */
public enum Framing {
    CONTENT_LENGTH,
    CHUNKED,
    UNTIL_CLOSE,

    /** The end of TCP without the end of TLS (close_notify): it may have been cut off. */
    UNTIL_CLOSE_WITHOUT_CLOSE_NOTIFY,

    /** The connection ends before the last chunk. */
    CHUNKED_CUT_OFF,

    /** The connection ends before the announced length. */
    CONTENT_LENGTH_CUT_OFF,

    /** Chunks without end, of the body again and again. */
    ENDLESS_CHUNKED,

    /** Bytes without end and without framing. */
    ENDLESS_UNTIL_CLOSE,

    /** Neither header fields nor chunks are added: the body's bytes and the header are all there is, then the end. */
    AS_GIVEN,

    /** Not even a status line or a header is added. */
    RAW
}
