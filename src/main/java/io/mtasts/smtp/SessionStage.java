package io.mtasts.smtp;

/** The stages of a session, by what the session waits for. */
enum SessionStage {
    GREETING("waiting for the greeting"),
    EHLO("waiting for the answer to EHLO"),
    STARTTLS("waiting for the answer to STARTTLS"),
    HANDSHAKE("TLS handshake"),
    QUIT("waiting for the answer to QUIT");

    private final String words;

    SessionStage(String words) {
        this.words = words;
    }

    @Override
    public String toString() {
        return words;
    }
}
