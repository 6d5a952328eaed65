package io.mtasts.tlsrpt;

import io.mtasts.finding.Finding;
import java.util.List;

/**
 * What the TXT records at _smtp._tls amount to.
 *
 * @param rua the destinations that senders can use, as published
 */
public record TlsRptParseResult(Status status, List<String> rua, List<Finding> findings) {

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
}
