package io.mtasts.tls;

import io.mtasts.verdict.CertificateProblem;
import io.mtasts.verdict.CertificateRules;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Optional;

/** The certificates that a server sent, in the order in which one vouches for the other, leaf first. */
record CertificateChain(List<X509Certificate> certificates) {

    static CertificateChain of(X509Certificate[] sent) {
        List<X509Certificate> rest = new ArrayList<>(List.of(sent));
        List<X509Certificate> path = new ArrayList<>();
        Optional<X509Certificate> next = Optional.of(sent[0]);
        while (next.isPresent()) {
            X509Certificate certificate = next.get();
            rest.remove(certificate);
            path.add(certificate);
            next = rest.stream()
                    .filter(issuer -> issuer.getSubjectX500Principal().equals(certificate.getIssuerX500Principal()))
                    .findFirst();
        }
        return new CertificateChain(List.copyOf(path));
    }

    X509Certificate leaf() {
        return certificates.get(0);
    }

    X509Certificate last() {
        return certificates.get(certificates.size() - 1);
    }

    boolean endsSelfSigned() {
        return last().getSubjectX500Principal().equals(last().getIssuerX500Principal());
    }

    /** The faults by date of the issuers; those of the leaf are not among them. */
    List<CertificateProblem> issuerDateProblems(Instant now) {
        return certificates.stream()
                .skip(1)
                .flatMap(issuer -> CertificateRules.dateFault(issuer, now).stream())
                .distinct()
                .toList();
    }

    /** A time at which the certificate was valid: now, or else the nearest to it. */
    static Instant within(X509Certificate certificate, Instant now) {
        return CertificateRules.dateFault(certificate, now)
                .map(fault ->
                        fault == CertificateProblem.EXPIRED ? certificate.getNotAfter() : certificate.getNotBefore())
                .map(Date::toInstant)
                .orElse(now);
    }

    /** A time at which all of them were valid, if there is one. */
    Optional<Instant> commonMoment() {
        Instant from = certificates.stream()
                .map(certificate -> certificate.getNotBefore().toInstant())
                .max(Comparator.naturalOrder())
                .orElseThrow();
        Instant until = certificates.stream()
                .map(certificate -> certificate.getNotAfter().toInstant())
                .min(Comparator.naturalOrder())
                .orElseThrow();
        return from.isAfter(until) ? Optional.empty() : Optional.of(until);
    }
}
