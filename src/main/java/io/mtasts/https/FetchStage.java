package io.mtasts.https;

/** The stages of a connection. */
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
