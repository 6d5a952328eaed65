package io.mtasts.dmarc;

import io.mtasts.name.DomainName;
import io.mtasts.text.Uri;
import java.util.Optional;

/**
 * A destination of reports. RFC 9989, 4.6.
 *
 * @param text the URI, without the size limit that RFC 7489 allowed
 * @param mailHost the domain of a mailto address; empty for other schemes, which receivers may ignore
 */
public record ReportUri(String text, Optional<DomainName> mailHost) {

    /** Returns the destination host of RFC 9990, 4: the domain of the address, or the host of the URL. */
    Optional<DomainName> host() {
        return mailHost.or(() -> Uri.parse(text).flatMap(Uri::host).flatMap(DomainName::of));
    }

    @Override
    public String toString() {
        return text;
    }
}
