package io.mtasts.dmarc;

/** Whether a domain says of itself that it is a Public Suffix Domain. RFC 9989, 4.7, tag psd. */
enum PsdFlag {
    YES,
    /** It is the Organizational Domain of itself and of what is below it. */
    NO,
    UNKNOWN;

    static PsdFlag of(String value) {
        return switch (value) {
            case "y" -> YES;
            case "n" -> NO;
            default -> UNKNOWN;
        };
    }

    /** Whether the DNS Tree Walk ends at such a record. RFC 9989, 4.10. */
    boolean endsWalk() {
        return this != UNKNOWN;
    }
}
