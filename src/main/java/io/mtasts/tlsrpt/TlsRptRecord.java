package io.mtasts.tlsrpt;

import io.mtasts.finding.Finding;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A valid TLS reporting record: its text form is what to publish. RFC 8460, 3.
 *
 * @param rua at least one destination, mailto: or https:
 */
public record TlsRptRecord(List<String> rua) {

    /** They would end the destination, or the field. RFC 8460, 3. */
    private static final Pattern SEPARATOR = Pattern.compile("[,;]");

    public TlsRptRecord {
        rua = List.copyOf(rua);
        if (rua.isEmpty() || rua.stream().anyMatch(uri -> fault("", uri).isPresent())) {
            throw new IllegalArgumentException("no destinations: " + rua);
        }
    }

    /**
     * What is wrong with a destination, if anything is; with the destination that was meant to publish, where it is plain.
     *
     * @param name the name at which the record shall stand
     */
    public static Optional<Finding> fault(String name, String uri) {
        Optional<Finding> fault = SEPARATOR.matcher(uri).find()
                ? Optional.of(TlsRptFinding.TLSRPT_SEPARATOR.about(name).withEvidence(uri))
                : TlsRptParser.fault(name, uri);
        return fault.map(finding -> finding.withSuggestedText(meant(name, uri)));
    }

    private static String meant(String name, String uri) {
        String meant = TlsRptParser.repaired(uri).replace(",", "%2C").replace(";", "%3B");
        return TlsRptParser.fault(name, meant).isPresent() ? "" : meant;
    }

    @Override
    public String toString() {
        return TlsRptParser.VERSION + "; rua=" + String.join(",", rua);
    }
}
