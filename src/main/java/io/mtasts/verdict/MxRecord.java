package io.mtasts.verdict;

/**
 * An MX record as published.
 *
 * @param preference 0 to 65535
 * @param host lower case, without the root dot; empty for the null MX of RFC 7505
 */
public record MxRecord(int preference, String host) {

    /** Returns whether this is the null MX record of RFC 7505. */
    public boolean isNull() {
        return host.isEmpty();
    }
}
