package io.mtasts.https;

import io.mtasts.verdict.CertificateFacts;
import io.mtasts.verdict.CertificateFault;
import java.security.cert.CertificateException;
import java.util.List;

/** Carries through the TLS engine what is wrong with a certificate, and what it says. */
final class CertificateRefused extends CertificateException {

    private static final long serialVersionUID = 1;

    private final transient List<CertificateFault> faults;
    private final transient CertificateFacts facts;

    CertificateRefused(List<CertificateFault> faults, CertificateFacts facts) {
        super("certificate refused: " + faults);
        this.faults = List.copyOf(faults);
        this.facts = facts;
    }

    List<CertificateFault> faults() {
        return faults;
    }

    CertificateFacts facts() {
        return facts;
    }
}
