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
        /** SERVFAIL. */
        SERVER_FAILURE,
        /** SERVFAIL, because the answer fails DNSSEC validation. */
        BOGUS,
        REFUSED,
        /** FORMERR, also to a query without EDNS. */
        FORMAT_ERROR,
        /** NOTIMP, also to a query without EDNS. */
        NOT_IMPLEMENTED,
        /** Any other response code. */
        OTHER_ERROR,
        /** The server does not resolve names, but only names other servers. */
        REFERRAL,
        /** The aliases lead back to a name before them. RFC 1034, 3.6.2. */
        ALIAS_LOOP,
        /** There are more aliases in a row than this service follows. */
        TOO_MANY_ALIASES,
        /** The response has more records or text than this service accepts. */
        TOO_LARGE,
        /** The name was not queried, since the check had used up its queries. */
        QUERY_LIMIT,
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
            case SERVER_FAILURE,
                    BOGUS,
                    REFUSED,
                    FORMAT_ERROR,
                    NOT_IMPLEMENTED,
                    OTHER_ERROR,
                    REFERRAL,
                    ALIAS_LOOP,
                    TOO_MANY_ALIASES,
                    TOO_LARGE,
                    QUERY_LIMIT,
                    MALFORMED,
                    TIMEOUT,
                    TRUNCATED -> false;
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
            case FORMAT_ERROR -> "the name server could not read the query (FORMERR)";
            case NOT_IMPLEMENTED -> "the name server does not support this kind of query (NOTIMP)";
            case OTHER_ERROR -> "the name server answered with an unexpected error code";
            case REFERRAL -> "the name server does not resolve names, it only refers to other servers";
            case ALIAS_LOOP -> "the alias (CNAME) leads back to itself";
            case TOO_MANY_ALIASES -> "too many aliases (CNAME) follow each other";
            case TOO_LARGE -> "the response has more records or text than this service accepts";
            case QUERY_LIMIT -> "the check needed more DNS queries than this service allows";
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
