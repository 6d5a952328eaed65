package io.mtasts.verdict;

import io.mtasts.finding.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a certificate says that a policy host or a mail server sent.
 *
 * @param names the dNSName entries, as written in the certificate
 */
public record CertificateInfo(String subject, String issuer, List<String> names, Instant notBefore, Instant notAfter) {

    private static final Duration EXPIRING = Duration.ofDays(14);

    /** Certificates that live for days are renewed within days, so their end is always near. */
    private static final Duration SHORT_LIVED = Duration.ofDays(10);

    public CertificateInfo {
        names = List.copyOf(names);
    }

    /** Returns how much it matters that the certificate expires soon; empty if it does not expire soon. */
    Optional<Severity> expiring(Instant now) {
        if (!notAfter.isBefore(now.plus(EXPIRING))) {
            return Optional.empty();
        }
        boolean shortLived = Duration.between(notBefore, notAfter).compareTo(SHORT_LIVED) <= 0;
        return Optional.of(shortLived ? Severity.INFO : Severity.WARNING);
    }

    /** Returns whether the certificate was issued by its own subject, as roots are. */
    boolean isSelfIssued() {
        return subject.equals(issuer);
    }
}
