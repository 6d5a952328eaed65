package io.mtasts.reliability;

/** An attack by checks of hostile domains, with the number of checks that a wave starts at the same time. */
enum Attack {
    NONE("no attack", 0, ""),
    MEMORY("100 mail servers with thousands of addresses each, a silent policy host", 240, HostileDns.HEAVY_ZONE),
    DNS_SLOTS("100 mail servers whose names are never answered", 1_200, HostileDns.SILENT_ZONE),
    HANDSHAKES("eight addresses with Diffie-Hellman groups of 8,192 and 4,096 bits", 400, HostileDns.EIGHT_ZONE),
    KEY_UPDATES("key updates without end, to a TLS engine of the server's choice", 30, HostileDns.SINGLE_ZONE),
    SMTP_SESSIONS("ten mail servers that accept and are silent", 70, HostileDns.MAIL_ZONE),
    SMTP_VICTIM("ten mail servers with the same address, which is silent", 70, HostileDns.SAME_ZONE);

    /** The checks of the wave with this number are of the domains d0 to d(checks - 1) of it. */
    static final int WAVES = 3;

    private final String words;
    private final int checks;
    private final String zone;

    Attack(String words, int checks, String zone) {
        this.words = words;
        this.checks = checks;
        this.zone = zone;
    }

    String words() {
        return words;
    }

    int checks() {
        return checks;
    }

    boolean isOverSmtp() {
        return this == SMTP_SESSIONS || this == SMTP_VICTIM;
    }

    boolean isOverTls() {
        return this == HANDSHAKES || this == KEY_UPDATES;
    }

    String domain(int wave, int check) {
        return "d" + wave + "x" + check + "." + zone;
    }
}
