package io.mtasts.verdict;

import io.mtasts.name.DomainName;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The requirements of RFC 8461, 3.3 and 4.2 for the certificate of a server. Its chain is checked elsewhere. */
public final class CertificateRules {

    private static final int DNS_NAME = 2;

    private CertificateRules() {}

    /** Returns the problems of the certificate for the host at that time; empty if it is accepted. */
    public static List<CertificateProblem> problems(X509Certificate leaf, String host, Instant now) {
        List<CertificateProblem> faults = new ArrayList<>();
        dateFault(leaf, now).ifPresent(faults::add);
        nameFault(dnsNames(leaf), host).ifPresent(faults::add);
        return List.copyOf(faults);
    }

    /** Returns the parts of the certificate that findings show. */
    public static CertificateInfo info(X509Certificate certificate) {
        return new CertificateInfo(
                certificate.getSubjectX500Principal().getName(),
                certificate.getIssuerX500Principal().getName(),
                dnsNames(certificate),
                certificate.getNotBefore().toInstant(),
                certificate.getNotAfter().toInstant());
    }

    /** Returns the problem with the dates. The validity includes both its ends. RFC 5280, 4.1.2.5. */
    public static Optional<CertificateProblem> dateFault(X509Certificate certificate, Instant now) {
        if (now.isAfter(certificate.getNotAfter().toInstant())) {
            return Optional.of(CertificateProblem.EXPIRED);
        }
        return now.isBefore(certificate.getNotBefore().toInstant())
                ? Optional.of(CertificateProblem.NOT_YET_VALID)
                : Optional.empty();
    }

    private static Optional<CertificateProblem> nameFault(List<String> names, String host) {
        if (names.isEmpty()) {
            return Optional.of(CertificateProblem.NO_SAN);
        }
        return names.stream().anyMatch(name -> matches(name, host))
                ? Optional.empty()
                : Optional.of(CertificateProblem.NAME_MISMATCH);
    }

    /** Returns whether a name matches. A "*" counts only as the complete left-most label, and matches exactly one label. */
    private static boolean matches(String presented, String host) {
        String name = DomainName.lowerCase(presented);
        String wanted = DomainName.lowerCase(host);
        int dot = wanted.indexOf('.');
        return name.equals(wanted) || (dot > 0 && name.equals("*" + wanted.substring(dot)));
    }

    private static List<String> dnsNames(X509Certificate certificate) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            return names == null
                    ? List.of()
                    : names.stream()
                            .filter(name -> name.get(0).equals(DNS_NAME))
                            .map(name -> name.get(1).toString())
                            .toList();
        } catch (CertificateParsingException e) {
            // unreadable names match nothing
            return List.of();
        }
    }
}
