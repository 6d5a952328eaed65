package io.mtasts.https;

/** What came first is not the beginning of an HTTP/1 answer. */
final class NotHttpException extends Exception {

    private static final long serialVersionUID = 1;

    private final boolean http2;

    NotHttpException(boolean http2) {
        super(http2 ? "HTTP/2" : "neither HTTP/1 nor HTTP/2", null, false, false);
        this.http2 = http2;
    }

    /** Whether it is how an HTTP/2 server begins, which never was told that HTTP/1.1 is wanted. */
    boolean isHttp2() {
        return http2;
    }
}
