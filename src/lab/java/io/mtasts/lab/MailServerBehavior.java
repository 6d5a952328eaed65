package io.mtasts.lab;

/** The behavior of a mail server. Those of one kind share an address, since nothing else distinguishes them before TLS. */
public enum MailServerBehavior {
    NORMAL("127.0.1.25"),
    NO_STARTTLS("127.0.1.26"),

    /** Offers STARTTLS, then answers it with 454. */
    STARTTLS_FAILS("127.0.1.27"),

    /** Greets with 554. */
    TURNS_AWAY("127.0.1.28"),

    /** Greets with 421, as servers do that have clients try again. */
    GREYLISTS("127.0.1.33"),

    /** Ends the handshake with the alert protocol_version. */
    OLD_TLS("127.0.1.29"),

    /** Accepts connections, then is silent. */
    SILENT("127.0.1.30"),

    /** Sends a reply in clear behind its answer to STARTTLS. */
    INJECTS("127.0.1.31"),

    /** Says hundreds of lines. */
    TALKS("127.0.1.32");

    private final String address;

    MailServerBehavior(String address) {
        this.address = address;
    }

    public String address() {
        return address;
    }

    String greeting() {
        return switch (this) {
            case GREYLISTS -> "421 4.7.0 Try again later";
            case TURNS_AWAY -> "554 5.7.1 We do not talk to strangers";
            case TALKS -> "220-and another thing\r\n".repeat(1_000) + "220 done";
            default -> "220 mx.lab.test ESMTP";
        };
    }

    String answerToEhlo() {
        return "250-mx.lab.test\r\n250-PIPELINING\r\n" + (this == NO_STARTTLS ? "" : "250-STARTTLS\r\n")
                + "250 8BITMIME";
    }

    String answerToStarttls() {
        return switch (this) {
            case NO_STARTTLS -> "502 5.5.1 Command not implemented";
            case STARTTLS_FAILS -> "454 4.7.0 TLS not available due to local problem";
            case INJECTS -> "220 2.0.0 Ready to start TLS\r\n250 mx.lab.test, in clear";
            default -> "220 2.0.0 Ready to start TLS";
        };
    }
}
