package io.mtasts.https;

import io.mtasts.verdict.CertificateInfo;
import io.mtasts.verdict.CertificateProblem;
import java.security.cert.CertificateException;
import java.util.List;

/** Carries through the TLS engine what is wrong with a certificate, and what it says. */
final class CertificateRefused extends CertificateException {

    private static final long serialVersionUID = 1;

    private final transient List<CertificateProblem> faults;
    private final transient CertificateInfo facts;

    CertificateRefused(List<CertificateProblem> faults, CertificateInfo facts) {
        super("certificate refused: " + faults);
        this.faults = List.copyOf(faults);
        this.facts = facts;
    }

    List<CertificateProblem> faults() {
        return faults;
    }

    CertificateInfo facts() {
        return facts;
    }
}
