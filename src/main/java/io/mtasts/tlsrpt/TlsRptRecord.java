package io.mtasts.tlsrpt;

import io.mtasts.finding.Finding;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A valid TLS reporting record. Its text form is what to publish. RFC 8460, 3.
 *
 * @param rua at least one destination, mailto: or https:
 */
public record TlsRptRecord(List<String> rua) {

    /** The characters that would end the destination, or the field. RFC 8460, 3. */
    private static final Pattern SEPARATOR = Pattern.compile("[,;]");

    public TlsRptRecord {
        rua = List.copyOf(rua);
        if (rua.isEmpty() || rua.stream().anyMatch(uri -> fault("", uri).isPresent())) {
            throw new IllegalArgumentException("not destinations: " + rua);
        }
    }

    /**
     * Returns what is wrong with a destination, if anything is. The finding suggests the destination that was meant if that
     * is plain.
     *
     * @param name the owner name of the record
     */
    public static Optional<Finding> fault(String name, String uri) {
        return plainFault(name, uri)
                .map(finding -> finding.withSuggestedText(
                        TlsRptVocabulary.INSTANCE.destination(uri.strip()).orElse("")));
    }

    static Optional<Finding> plainFault(String name, String uri) {
        return SEPARATOR.matcher(uri).find()
                ? Optional.of(TlsRptFinding.TLSRPT_SEPARATOR.about(name).withEvidence(uri))
                : TlsRptParser.fault(name, uri);
    }

    @Override
    public String toString() {
        return TlsRptParser.VERSION + "; rua=" + String.join(",", rua);
    }
}
