package io.mtasts.tlsrpt;

import io.mtasts.finding.Correction;
import io.mtasts.finding.Finding;
import java.util.List;
import java.util.Optional;

/**
 * The result of parsing the TXT records at _smtp._tls.
 *
 * @param rua the destinations that senders can use, as published
 * @param correction all repairs of the text; empty if there is nothing to repair, or no single plain reading
 */
public record TlsRptParseResult(
        Status status, List<String> rua, Optional<Correction> correction, List<Finding> findings) {

    /** Whether senders know where to send reports. */
    public enum Status {
        VALID,
        INVALID,
        MULTIPLE,
        ABSENT
    }

    public TlsRptParseResult {
        rua = List.copyOf(rua);
        findings = Finding.limitPerCode(Finding.MAX_PER_TEXT, findings);
    }

    /** Returns this result for records with another owner name: the target of an alias. RFC 1034, 3.6.2. */
    public TlsRptParseResult at(String name) {
        return new TlsRptParseResult(status, rua, correction.map(text -> text.at(name)), findings);
    }
}
