package io.mtasts.dmarc;

/** The tag psd: whether a domain is a Public Suffix Domain. RFC 9989, 4.7. */
enum PsdFlag {
    YES,
    /** The domain is the Organizational Domain of itself and of the names below it. */
    NO,
    UNKNOWN;

    static PsdFlag of(String value) {
        return switch (value) {
            case "y" -> YES;
            case "n" -> NO;
            default -> UNKNOWN;
        };
    }

    /** Returns whether the DNS Tree Walk ends at such a record. RFC 9989, 4.10. */
    boolean endsWalk() {
        return this != UNKNOWN;
    }
}
