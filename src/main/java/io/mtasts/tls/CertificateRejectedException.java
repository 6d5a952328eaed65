package io.mtasts.tls;

import io.mtasts.verdict.CertificateInfo;
import io.mtasts.verdict.CertificateProblem;
import java.security.cert.CertificateException;
import java.util.List;

/** Carries through the TLS engine what is wrong with a certificate, and what it says. */
public final class CertificateRejectedException extends CertificateException {

    private static final long serialVersionUID = 1;

    private final transient List<CertificateProblem> problems;
    private final transient CertificateInfo certificate;

    public CertificateRejectedException(List<CertificateProblem> faults, CertificateInfo facts) {
        super("certificate refused: " + faults);
        this.problems = List.copyOf(faults);
        this.certificate = facts;
    }

    public List<CertificateProblem> problems() {
        return problems;
    }

    public CertificateInfo certificate() {
        return certificate;
    }
}
