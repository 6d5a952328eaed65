package io.mtasts.check;

import io.mtasts.document.ProblemDocument;
import io.mtasts.document.TlsRptSetupDocument;
import io.mtasts.finding.Finding;
import io.mtasts.http.ProblemException;
import io.mtasts.name.DomainName;
import io.mtasts.name.StandardNames;
import io.mtasts.tlsrpt.TlsRptFinding;
import io.mtasts.tlsrpt.TlsRptRecord;
import jakarta.ws.rs.core.Response.Status;
import java.util.List;
import java.util.regex.Pattern;

/** Reads where reports shall go from the fields of a query. */
public final class RuaParser {

    /** More than anybody sends reports to. */
    private static final int MOST_RUA = 10;

    /** Characters; so that the record still fits into a DNS answer over UDP with all that stands beside it. */
    private static final int LONGEST_TEXT = 1_000;

    /** As in the record. */
    private static final Pattern BETWEEN = Pattern.compile(",");

    private RuaParser() {}

    /**
     * The record for the destinations, where nothing stands for a mailbox of the domain; fails with a
     * {@link ProblemException}.
     *
     * @param given each a destination or several between commas
     */
    public static TlsRptSetupDocument read(DomainName domain, List<String> given) {
        String name = StandardNames.tlsRptRecord(domain);
        if (name.length() > DomainName.MAX_LENGTH) {
            throw refused(TlsRptFinding.TLSRPT_NAME_TOO_LONG.about(name));
        }
        List<String> rua = given.stream()
                .flatMap(BETWEEN::splitAsStream)
                .map(String::strip)
                .filter(uri -> !uri.isEmpty())
                .distinct()
                .toList();
        if (rua.size() > MOST_RUA || String.join(",", rua).length() > LONGEST_TEXT) {
            throw new ProblemException(ProblemDocument.of(
                    Status.BAD_REQUEST,
                    "parameter-rua",
                    "There may be " + MOST_RUA + " destinations, of " + LONGEST_TEXT + " characters in all, at most."));
        }
        for (String uri : rua) {
            TlsRptRecord.fault(name, uri).ifPresent(fault -> {
                throw refused(fault);
            });
        }
        TlsRptRecord record = new TlsRptRecord(rua.isEmpty() ? List.of("mailto:tls-reports@" + domain) : rua);
        return TlsRptSetupDocument.of(domain, name, record);
    }

    private static ProblemException refused(Finding fault) {
        return new ProblemException(
                ProblemDocument.of(Status.BAD_REQUEST, fault.code().code(), ProblemDocument.sentences(fault))
                        .withSuggestion(fault.suggestedText().isEmpty() ? null : fault.suggestedText()));
    }
}
