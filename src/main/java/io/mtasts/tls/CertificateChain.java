package io.mtasts.tls;

import io.mtasts.verdict.CertificateInfo;
import io.mtasts.verdict.CertificateProblem;
import io.mtasts.verdict.CertificateRules;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The certificates that a server sent, ordered so that each one is followed by its issuer, the leaf first. */
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

    /** Returns what the certificates say, in the order in which they were sent. */
    static List<CertificateInfo> info(Certificate[] sent) {
        return x509(sent).stream().map(CertificateRules::info).toList();
    }

    /** Returns the certificates in the order in which they were sent. */
    static List<X509Certificate> x509(Certificate[] sent) {
        return Stream.of(sent).map(X509Certificate.class::cast).toList();
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

    /** Returns the date problems of the issuers, without those of the leaf. */
    List<CertificateProblem> issuerDateProblems(Instant now) {
        return certificates.stream()
                .skip(1)
                .flatMap(issuer -> CertificateRules.dateFault(issuer, now).stream())
                .distinct()
                .toList();
    }

    /** Returns a time at which the certificate is valid: now, or the nearest time to it. */
    static Instant within(X509Certificate certificate, Instant now) {
        return CertificateRules.dateFault(certificate, now)
                .map(problem ->
                        problem == CertificateProblem.EXPIRED ? certificate.getNotAfter() : certificate.getNotBefore())
                .map(Date::toInstant)
                .orElse(now);
    }

    /** Returns a time at which all certificates are valid, if there is one. */
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
