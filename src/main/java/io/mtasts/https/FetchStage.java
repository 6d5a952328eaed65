package io.mtasts.https;

/** How far a connection has got. */
enum FetchStage {
    CONNECTING("connecting"),
    HANDSHAKE("TLS handshake"),
    WAITING("waiting for the answer"),
    READING("reading the answer");

    private final String words;

    FetchStage(String words) {
        this.words = words;
    }

    @Override
    public String toString() {
        return words;
    }
}
