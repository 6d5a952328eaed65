package io.mtasts.https;

/** How much of an HTTP answer is read beside its body, which has a limit of its own. */
final class HttpLimits {

    static final int LINE_BYTES = 4096;
    static final int HEADER_BYTES = 8192;
    static final int CHUNK_BYTES = 8192;
    static final int INTERIM_RESPONSES = 20;
    static final int CONNECTION_FRAMES = 100;

    private HttpLimits() {}
}
