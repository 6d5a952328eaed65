package io.mtasts.dns;

/**
 * A budget for the lookups of one check, and the key by which its queries take turns with those of other checks.
 *
 * <p>Counts what was used and never gives anything back. Thread-safe.
 */
final class CheckBudget {

    /** Enough for 100 mail servers with two address families each, and TLSA records of 20, if every response needs TCP. */
    static final int MAX_QUERIES = 500;

    /** A check with many silent names does not repeat the query for each of them. */
    static final int MAX_RETRIES = 40;

    /** Octets of records and aliases that are kept. */
    static final int MAX_OCTETS = 128 * 1024;

    private int queries = MAX_QUERIES;
    private int retries = MAX_RETRIES;
    private int octets = MAX_OCTETS;

    /** Counts a query. Returns false if there were too many. */
    synchronized boolean tryQuery() {
        return queries > 0 && queries-- > 0;
    }

    /** Counts the repetition of a query that was not answered. Returns false if there were too many. */
    synchronized boolean tryRetry() {
        return retries > 0 && tryQuery() && retries-- > 0;
    }

    /** Counts what is kept of a response. Returns false if there was too much. */
    synchronized boolean tryKeep(int size) {
        if (size > octets) {
            return false;
        }
        octets -= size;
        return true;
    }
}
