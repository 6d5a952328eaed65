package io.mtasts.verdict;

import java.util.List;

/**
 * The TLS reporting of a domain as DNS shows it. RFC 8460, 3.
 *
 * @param lookup TXT at _smtp._tls.{domain}, each record's strings joined
 * @param misplaced TLS reporting records at other names; looked for only if there is none at _smtp._tls
 * @param destinations where the record sends reports; empty if they were not looked up
 * @param domainAbsent whether DNS says that the domain does not exist; false if the domain was not looked up
 */
public record TlsRptObservations(
        Lookup<String> lookup,
        List<MisplacedText> misplaced,
        List<ReportHostLookup> destinations,
        boolean domainAbsent) {

    public TlsRptObservations {
        misplaced = List.copyOf(misplaced);
        destinations = List.copyOf(destinations);
    }

    /** Creates the observations of a domain that may exist. */
    public TlsRptObservations(
            Lookup<String> lookup, List<MisplacedText> misplaced, List<ReportHostLookup> destinations) {
        this(lookup, misplaced, destinations, false);
    }

    /** Creates the observations of a lookup after which nothing else was looked up. */
    public static TlsRptObservations of(Lookup<String> lookup) {
        return new TlsRptObservations(lookup, List.of(), List.of());
    }

    /** A record at a name where no sender looks it up. */
    public record MisplacedText(String name, String text) {}
}
