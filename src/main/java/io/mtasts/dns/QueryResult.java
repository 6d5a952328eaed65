package io.mtasts.dns;

import io.mtasts.verdict.Lookup;
import io.mtasts.verdict.Lookup.Outcome;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The result of one query: what the response says, or that there was none.
 *
 * @param chain as far as the response leads
 * @param ttlSeconds the shortest time to live of the records and of the aliases in the response; empty without records
 * @param needsFollowUp whether the response says nothing about the end of the chain, so that another query is needed
 * @param authenticated whether the server says that it has validated the response with DNSSEC. RFC 4035, 3.2.3
 */
record QueryResult<T>(
        CnameChain chain,
        Outcome outcome,
        List<T> records,
        OptionalLong ttlSeconds,
        boolean needsFollowUp,
        boolean authenticated) {

    /** From the least to the most specific. */
    private static final List<Outcome> FAILURES = List.of(
            Outcome.QUERY_LIMIT,
            Outcome.TIMEOUT,
            Outcome.TRUNCATED,
            Outcome.MALFORMED,
            Outcome.OTHER_ERROR,
            Outcome.FORMAT_ERROR,
            Outcome.NOT_IMPLEMENTED,
            Outcome.REFERRAL,
            Outcome.NOT_AUTHORITATIVE,
            Outcome.REFUSED,
            Outcome.SERVER_FAILURE,
            Outcome.BOGUS);

    /** Failures that are in the zone or in this service, so that no other server gives a better response. */
    private static final Set<Outcome> FINAL =
            EnumSet.of(Outcome.ALIAS_LOOP, Outcome.TOO_MANY_ALIASES, Outcome.TOO_LARGE, Outcome.QUERY_LIMIT);

    QueryResult {
        records = List.copyOf(records);
    }

    static <T> QueryResult<T> without(CnameChain chain, Outcome outcome) {
        return new QueryResult<>(chain, outcome, List.of(), OptionalLong.empty(), false, false);
    }

    /** Returns this result with or without the mark of a validated response. */
    QueryResult<T> withAuthenticated(boolean validated) {
        return new QueryResult<>(chain, outcome, records, ttlSeconds, needsFollowUp, validated);
    }

    /** Returns whether no other server needs to be queried. */
    boolean isSettled() {
        return lookup().conclusive() || FINAL.contains(outcome);
    }

    /** Returns whether the same server may answer the next time. */
    boolean isWorthRetrying() {
        return lookup().timedOut();
    }

    /** Returns the more specific of two failures. */
    QueryResult<T> moreSpecific(QueryResult<T> other) {
        return FAILURES.indexOf(other.outcome) > FAILURES.indexOf(outcome) ? other : this;
    }

    Lookup<T> lookup() {
        return new Lookup<>(chain.name(), outcome, records, chain.targets(), ttlSeconds);
    }
}
