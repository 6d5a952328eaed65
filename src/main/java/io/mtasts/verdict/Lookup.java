package io.mtasts.verdict;

import java.util.List;

/**
 * How one DNS question was answered.
 *
 * @param name the name that was asked for, lower case, without the root dot
 * @param cnames the aliases that led from the name to the records, in order; empty where there were none
 */
public record Lookup<T>(String name, Outcome outcome, List<T> records, List<String> cnames) {

    /** What the answer amounts to; a failure carries no records. */
    public enum Outcome {
        FOUND,
        /** The name exists, but not with this type. */
        NO_DATA,
        NX_DOMAIN,
        /** The name would be longer than DNS allows, so nothing can stand there. */
        NAME_TOO_LONG,
        /** SERVFAIL, any other response code, or a loop of aliases. */
        SERVER_FAILURE,
        /** SERVFAIL, because the answer fails DNSSEC validation. */
        BOGUS,
        REFUSED,
        /** The answer came, but its records cannot be read. */
        MALFORMED,
        TIMEOUT,
        /** The answer did not fit into UDP, and TCP failed. */
        TRUNCATED
    }

    public Lookup {
        records = List.copyOf(records);
        cnames = List.copyOf(cnames);
        if ((outcome == Outcome.FOUND) == records.isEmpty()) {
            throw new IllegalArgumentException(outcome + " with " + records.size() + " records");
        }
    }

    public static <T> Lookup<T> found(String name, List<T> records) {
        return new Lookup<>(name, Outcome.FOUND, records, List.of());
    }

    public static <T> Lookup<T> without(String name, Outcome outcome) {
        return new Lookup<>(name, outcome, List.of(), List.of());
    }

    /** Whether the answer says anything about the domain. A time-out is not "no record". */
    public boolean conclusive() {
        return switch (outcome) {
            case FOUND, NO_DATA, NX_DOMAIN, NAME_TOO_LONG -> true;
            case SERVER_FAILURE, BOGUS, REFUSED, MALFORMED, TIMEOUT, TRUNCATED -> false;
        };
    }

    /** Whether no answer came at all, or only a part of one, as opposed to a refusal or a failure. */
    public boolean timedOut() {
        return outcome == Outcome.TIMEOUT || outcome == Outcome.TRUNCATED;
    }

    /** In a few words, for people: why it is not conclusive. */
    public String failure() {
        return switch (outcome) {
            case SERVER_FAILURE -> "the name server failed (SERVFAIL)";
            case BOGUS -> "the answer fails DNSSEC validation";
            case REFUSED -> "the name server refused to answer";
            case MALFORMED -> "the answer cannot be read";
            case TIMEOUT -> "the name server did not answer in time";
            case TRUNCATED -> "the answer came incomplete";
            case FOUND, NO_DATA, NX_DOMAIN, NAME_TOO_LONG -> "";
        };
    }

    public boolean absent() {
        return conclusive() && records.isEmpty();
    }

    /** Whether an alias stands at the name and leads to a name that does not exist. */
    public boolean dangling() {
        return outcome == Outcome.NX_DOMAIN && !cnames.isEmpty();
    }
}
