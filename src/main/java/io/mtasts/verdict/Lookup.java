package io.mtasts.verdict;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The result of one DNS query.
 *
 * @param name the queried name, lower case, without the root dot
 * @param records the records of the queried type, each once
 * @param cnames the aliases that led from the name to the records, in order
 * @param ttlSeconds the shortest time to live of the records and aliases, as the resolver reported it; empty if no records
 *     were found, or if it is not known
 */
public record Lookup<T>(String name, Outcome outcome, List<T> records, List<String> cnames, OptionalLong ttlSeconds) {

    /** The kinds of results. A failure has no records. */
    public enum Outcome {
        FOUND,
        /** The name exists, but not with this type. */
        NO_DATA,
        NX_DOMAIN,
        /** The name would be longer than DNS allows, so it cannot exist. */
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
        /** The name server was queried because it is one of the zone, but it is not responsible for the zone. RFC 1912, 2.8 */
        NOT_AUTHORITATIVE,
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

    /** Creates a result whose time to live is not known. */
    public Lookup(String name, Outcome outcome, List<T> records, List<String> cnames) {
        this(name, outcome, records, cnames, OptionalLong.empty());
    }

    /** Creates the result of a query that found records and met no alias. */
    public static <T> Lookup<T> found(String name, List<T> records) {
        return new Lookup<>(name, Outcome.FOUND, records, List.of());
    }

    /** Creates a result without records. */
    public static <T> Lookup<T> without(String name, Outcome outcome) {
        return new Lookup<>(name, outcome, List.of(), List.of());
    }

    /** Returns whether the response says anything about the domain. A timeout does not mean that there is no record. */
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
                    NOT_AUTHORITATIVE,
                    ALIAS_LOOP,
                    TOO_MANY_ALIASES,
                    TOO_LARGE,
                    QUERY_LIMIT,
                    MALFORMED,
                    TIMEOUT,
                    TRUNCATED -> false;
        };
    }

    /** Returns whether no complete response was received, as opposed to a refusal or a failure. */
    public boolean timedOut() {
        return outcome == Outcome.TIMEOUT || outcome == Outcome.TRUNCATED;
    }

    /** Returns in a few words why the result is not conclusive; empty if it is. */
    public String failure() {
        return switch (outcome) {
            case SERVER_FAILURE -> "the name server failed (SERVFAIL)";
            case BOGUS -> "the response fails DNSSEC validation";
            case REFUSED -> "the name server refused to answer";
            case FORMAT_ERROR -> "the name server could not read the query (FORMERR)";
            case NOT_IMPLEMENTED -> "the name server does not support this kind of query (NOTIMP)";
            case OTHER_ERROR -> "the name server answered with an unexpected error code";
            case REFERRAL -> "the name server does not resolve names, it only refers to other servers";
            case NOT_AUTHORITATIVE -> "the name server is not responsible for the zone";
            case ALIAS_LOOP -> "the alias (CNAME) leads back to itself";
            case TOO_MANY_ALIASES -> "too many aliases (CNAME) follow each other";
            case TOO_LARGE -> "the response has more records or text than this service accepts";
            case QUERY_LIMIT -> "the check needed more DNS queries than this service allows";
            case MALFORMED -> "the response cannot be read";
            case TIMEOUT -> "the name server did not answer in time";
            case TRUNCATED -> "the response was incomplete";
            case FOUND, NO_DATA, NX_DOMAIN, NAME_TOO_LONG -> "";
        };
    }

    /** Returns whether DNS says that there is no such record. */
    public boolean absent() {
        return conclusive() && records.isEmpty();
    }

    /** Returns whether the name is an alias of a name that does not exist. */
    public boolean dangling() {
        return outcome == Outcome.NX_DOMAIN && !cnames.isEmpty();
    }

    /**
     * Returns whether the name delegates a record to a name where there is none: to a name that does not exist, or to one
     * that is meant for such a record. Any other alias without a record comes from a wildcard, which nobody intended.
     *
     * @param label the first label of such records, such as "_mta-sts"
     */
    public boolean isFailedDelegation(String label) {
        return dangling() || absent() && cnames.stream().anyMatch(alias -> alias.startsWith(label + "."));
    }

    /** Returns whether another attempt may succeed. What is published wrongly stays wrong. */
    public boolean mayRecover() {
        return switch (outcome) {
            case ALIAS_LOOP, TOO_MANY_ALIASES, TOO_LARGE, QUERY_LIMIT -> false;
            default -> !conclusive();
        };
    }

    /** Returns what can be done about the failure; empty if there is none. */
    public String failureRemedy() {
        return switch (outcome) {
            case FOUND, NO_DATA, NX_DOMAIN, NAME_TOO_LONG -> "";
            case BOGUS ->
                "Renew the DNSSEC signatures of the zone, or make the DS record at the parent match its keys.";
            case ALIAS_LOOP -> "Correct the CNAME record: its target leads back to the same name.";
            case TOO_MANY_ALIASES ->
                "Let the alias point to the name with the records, without other aliases between them.";
            case TOO_LARGE, QUERY_LIMIT -> "Remove records that are not needed.";
            case REFUSED, FORMAT_ERROR, NOT_IMPLEMENTED, OTHER_ERROR, REFERRAL, NOT_AUTHORITATIVE, MALFORMED ->
                "Check the name servers of the domain. If this is reported for every domain, check the resolver that this"
                        + " service uses.";
            case SERVER_FAILURE, TIMEOUT, TRUNCATED ->
                "Try again in a few minutes. If the lookup keeps failing, check the name servers of the domain.";
        };
    }

    /** Returns the name at the end of a chain of aliases; empty if there is no alias. */
    public static Optional<String> target(List<String> cnames) {
        return cnames.isEmpty() ? Optional.empty() : Optional.of(cnames.get(cnames.size() - 1));
    }
}
