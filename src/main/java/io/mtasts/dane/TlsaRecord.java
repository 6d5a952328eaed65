package io.mtasts.dane;

import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A TLSA record, which names a certificate or a key. RFC 6698, 2.1; RFC 7218.
 *
 * @param usage PKIX-TA (0), PKIX-EE (1), DANE-TA (2) or DANE-EE (3)
 * @param selector the whole certificate (0) or its public key (1)
 * @param matchingType the exact data (0), its SHA-256 digest (1) or its SHA-512 digest (2)
 * @param data the certificate association data in lower-case hexadecimal digits
 */
public record TlsaRecord(int usage, int selector, int matchingType, String data) {

    static final int DANE_TA = 2;
    static final int DANE_EE = 3;
    static final int FULL_CERTIFICATE = 0;
    static final int PUBLIC_KEY = 1;
    static final int EXACT = 0;
    static final int SHA_256 = 1;
    static final int SHA_512 = 2;

    private static final int HEADER_OCTETS = 3;
    private static final int MAX_OCTET = 255;
    private static final int HEX_DIGITS_OF_SHA_256 = 64;
    private static final int HEX_DIGITS_OF_SHA_512 = 128;

    private static final Pattern PRESENTATION =
            Pattern.compile("\\s*(\\d{1,3})\\s+(\\d{1,3})\\s+(\\d{1,3})\\s+([0-9A-Fa-f\\s]+)");

    /** Reads the data of a record in a DNS message; empty if the data is too short. RFC 6698, 2.1. */
    public static Optional<TlsaRecord> parse(byte[] rdata) {
        if (rdata.length <= HEADER_OCTETS) {
            return Optional.empty();
        }
        String data = HexFormat.of().formatHex(rdata, HEADER_OCTETS, rdata.length);
        return Optional.of(new TlsaRecord(octet(rdata[0]), octet(rdata[1]), octet(rdata[2]), data));
    }

    /** Reads a record as zone files write it, for instance "3 1 1 0c72ac70…". RFC 6698, 2.2. */
    public static Optional<TlsaRecord> parse(String text) {
        Matcher parts = PRESENTATION.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        int usage = Integer.parseInt(parts.group(1));
        int selector = Integer.parseInt(parts.group(2));
        int matchingType = Integer.parseInt(parts.group(3));
        String data = parts.group(4).replaceAll("\\s", "").toLowerCase(Locale.ROOT);
        boolean valid = Math.max(usage, Math.max(selector, matchingType)) <= MAX_OCTET
                && !data.isEmpty()
                && data.length() % 2 == 0;
        return valid ? Optional.of(new TlsaRecord(usage, selector, matchingType, data)) : Optional.empty();
    }

    /** Returns the record that RFC 7672, 3.1.1 recommends for the certificate: DANE-EE, public key, SHA-256. */
    public static TlsaRecord of(X509Certificate certificate) {
        return new TlsaRecord(DANE_EE, PUBLIC_KEY, SHA_256, TlsaMatcher.association(certificate, PUBLIC_KEY, SHA_256));
    }

    /**
     * Returns whether an SMTP client can use the record. A client treats the usages 0 and 1 as unusable, because there is
     * no set of authorities that all mail servers and all clients agree on. RFC 7672, 3.1.3.
     */
    public boolean isUsable() {
        boolean complete = switch (matchingType) {
            case EXACT -> !data.isEmpty();
            case SHA_256 -> data.length() == HEX_DIGITS_OF_SHA_256;
            case SHA_512 -> data.length() == HEX_DIGITS_OF_SHA_512;
            default -> false;
        };
        return complete
                && (usage == DANE_TA || usage == DANE_EE)
                && (selector == FULL_CERTIFICATE || selector == PUBLIC_KEY);
    }

    private static int octet(byte signed) {
        return signed & MAX_OCTET;
    }

    /** Returns the record as zone files write it. RFC 6698, 2.2. */
    @Override
    public String toString() {
        return usage + " " + selector + " " + matchingType + " " + data;
    }
}
