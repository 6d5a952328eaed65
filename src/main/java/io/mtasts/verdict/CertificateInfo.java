package io.mtasts.verdict;

import io.mtasts.finding.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the certificate of the Policy Host, or of a mail server, says.
 *
 * @param names the dNSName entries, as they stand there
 */
public record CertificateInfo(String subject, String issuer, List<String> names, Instant notBefore, Instant notAfter) {

    private static final Duration EXPIRING = Duration.ofDays(14);
    /** Certificates that live for days are renewed within days: what is left of them is no news. */
    private static final Duration SHORT_LIVED = Duration.ofDays(10);

    public CertificateInfo {
        names = List.copyOf(names);
    }

    /** How much it matters that it expires soon; empty where it does not. */
    Optional<Severity> expiring(Instant now) {
        if (!notAfter.isBefore(now.plus(EXPIRING))) {
            return Optional.empty();
        }
        boolean shortLived = Duration.between(notBefore, notAfter).compareTo(SHORT_LIVED) <= 0;
        return Optional.of(shortLived ? Severity.INFO : Severity.WARNING);
    }
}
