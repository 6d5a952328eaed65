package io.mtasts.https;

/** How far a connection has got. */
enum Stage {
    CONNECTING("connecting"),
    HANDSHAKE("TLS handshake"),
    WAITING("waiting for the answer"),
    READING("reading the answer");

    private final String words;

    Stage(String words) {
        this.words = words;
    }

    @Override
    public String toString() {
        return words;
    }
}
