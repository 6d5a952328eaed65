package io.mtasts.dns;

import io.mtasts.verdict.Lookup;
import io.mtasts.verdict.Lookup.Outcome;
import java.util.List;

/**
 * What one answer, or the lack of one, says.
 *
 * @param chain as far as the answer leads
 * @param needsFollowUp whether nothing is said of the chain's end, so that it must be asked for
 */
record QueryResult<T>(CnameChain chain, Outcome outcome, List<T> records, boolean needsFollowUp) {

    /** From the least to the most telling. */
    private static final List<Outcome> FAILURES = List.of(
            Outcome.TIMEOUT,
            Outcome.TRUNCATED,
            Outcome.MALFORMED,
            Outcome.REFUSED,
            Outcome.SERVER_FAILURE,
            Outcome.BOGUS);

    QueryResult {
        records = List.copyOf(records);
    }

    static <T> QueryResult<T> without(CnameChain chain, Outcome outcome) {
        return new QueryResult<>(chain, outcome, List.of(), false);
    }

    /** Whether no other server need be asked. A broken chain is the domain's fault, not the server's. */
    boolean settled() {
        return lookup().conclusive() || chain.broken();
    }

    /** Whether the same server may do better next time. */
    boolean worthRetrying() {
        return lookup().timedOut();
    }

    /** Of two failures, the one that says more. */
    QueryResult<T> moreSpecific(QueryResult<T> other) {
        return FAILURES.indexOf(other.outcome) > FAILURES.indexOf(outcome) ? other : this;
    }

    Lookup<T> lookup() {
        return new Lookup<>(chain.name(), outcome, records, chain.targets());
    }
}
