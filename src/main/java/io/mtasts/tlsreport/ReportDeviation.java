package io.mtasts.tlsreport;

/**
 * A deviation of a report from RFC 8460. The report is read nevertheless.
 *
 * @param member the name of the member that it concerns, or what was found instead; may be empty
 * @param pointer the place of the first occurrence, as a JSON pointer (RFC 6901); empty for the whole text
 * @param count how often it occurs
 */
public record ReportDeviation(DeviationCode code, String member, String pointer, int count) {

    /** Returns a sentence for people. */
    public String message() {
        return code.message(member);
    }
}
