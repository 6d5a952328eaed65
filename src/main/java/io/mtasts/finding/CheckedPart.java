package io.mtasts.finding;

/** The parts of a set-up that findings are about. */
public enum CheckedPart {
    /** The domain as it was entered, and the domain as a whole. */
    INPUT,
    /** The TXT record of MTA-STS. */
    RECORD,
    /** The policy, published or generated. */
    POLICY,
    HTTPS,
    CERTIFICATE,
    MX,
    STARTTLS,
    DANE,
    TLS_RPT,
    DMARC;

    /** Returns the part that a code is about. The first word of the code names it. */
    static CheckedPart ofCode(String code) {
        return switch (code.substring(0, code.indexOf('-'))) {
            case "txt" -> RECORD;
            case "policy", "setup" -> POLICY;
            case "https" -> HTTPS;
            case "cert" -> CERTIFICATE;
            case "mx" -> MX;
            case "starttls" -> STARTTLS;
            case "dane" -> DANE;
            case "tlsrpt" -> TLS_RPT;
            case "dmarc" -> DMARC;
            default -> INPUT;
        };
    }
}
