package io.mtasts.verdict;

import java.time.Instant;
import java.util.List;

/**
 * What the certificate of the Policy Host says.
 *
 * @param names the dNSName entries, as they stand there
 */
public record CertificateFacts(String subject, String issuer, List<String> names, Instant notBefore, Instant notAfter) {

    public CertificateFacts {
        names = List.copyOf(names);
    }
}
