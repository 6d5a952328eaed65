package io.mtasts.dmarc;

import io.mtasts.name.DomainName;
import java.util.Optional;

/**
 * Where reports are to go. RFC 9989, 4.6.
 *
 * @param text the URI, without the size limit that RFC 7489 knew
 * @param mailHost the domain of a mailto address; empty for other schemes, which receivers may ignore
 */
public record ReportUri(String text, Optional<DomainName> mailHost) {

    @Override
    public String toString() {
        return text;
    }
}
