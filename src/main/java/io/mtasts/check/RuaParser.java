package io.mtasts.check;

import io.mtasts.check.CheckFailure.Reason;
import io.mtasts.check.CheckFailure.Rejected;
import io.mtasts.finding.Finding;
import io.mtasts.name.DomainName;
import io.mtasts.name.StandardNames;
import io.mtasts.tlsrpt.TlsRptFinding;
import io.mtasts.tlsrpt.TlsRptRecord;
import java.util.List;
import java.util.regex.Pattern;

/** A parser for the destinations of a TLS reporting record. */
public final class RuaParser {

    private static final int MAX_DESTINATIONS = 10;

    /** In characters. The record still fits into a DNS response over UDP. */
    private static final int MAX_LENGTH = 1_000;

    /** The separator of destinations in a record. RFC 8460, 3. */
    private static final Pattern SEPARATOR = Pattern.compile(",");

    private RuaParser() {}

    /**
     * A TLS reporting record to publish.
     *
     * @param name the name of the TXT record
     */
    public record TlsRptSetup(DomainName domain, String name, TlsRptRecord record) {}

    /**
     * Parses the destinations of reports. Returns a record for them, or for a mailbox of the domain if there are none.
     *
     * @param parameters each a destination, or several separated by commas
     * @throws RejectedException if a destination is invalid, or there are too many
     */
    public static TlsRptSetup parse(DomainName domain, List<String> parameters) {
        String name = StandardNames.tlsRptRecord(domain);
        if (name.length() > DomainName.MAX_LENGTH) {
            throw invalid(TlsRptFinding.TLSRPT_NAME_TOO_LONG.about(name));
        }
        List<String> rua = parameters.stream()
                .flatMap(SEPARATOR::splitAsStream)
                .map(String::strip)
                .filter(uri -> !uri.isEmpty())
                .distinct()
                .toList();
        if (rua.size() > MAX_DESTINATIONS || String.join(",", rua).length() > MAX_LENGTH) {
            throw new RejectedException(Rejected.of(
                    Reason.INVALID_REQUEST,
                    "parameter-rua",
                    "At most " + MAX_DESTINATIONS + " destinations with " + MAX_LENGTH
                            + " characters in total are allowed."));
        }
        for (String uri : rua) {
            TlsRptRecord.fault(name, uri).ifPresent(fault -> {
                throw invalid(fault);
            });
        }
        TlsRptRecord record = new TlsRptRecord(rua.isEmpty() ? List.of("mailto:tls-reports@" + domain) : rua);
        return new TlsRptSetup(domain, name, record);
    }

    private static RejectedException invalid(Finding fault) {
        return new RejectedException(Rejected.of(Reason.INVALID_REQUEST, fault));
    }
}
