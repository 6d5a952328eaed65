package io.mtasts.tls;

import io.mtasts.tls.MtaStsTrustManager.CertificateRejectedException;
import io.mtasts.verdict.CertificateInfo;
import io.mtasts.verdict.FetchFailure;
import io.mtasts.verdict.FetchFailure.Kind;
import io.mtasts.verdict.TlsInfo;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A failure in the terms of a report.
 *
 * @param certificate the certificate that was rejected; empty if the failure is not about a certificate
 */
public record ClassifiedFailure(FetchFailure failure, Optional<CertificateInfo> certificate) {

    /** Certificates can have hundreds of names. */
    private static final int MAX_SHOWN_NAMES = 10;

    /** Returns a failure that is not about a certificate. */
    public static ClassifiedFailure of(Kind kind, String detail) {
        return new ClassifiedFailure(FetchFailure.of(kind, detail), Optional.empty());
    }

    /** Returns a time-out; the stage is what the connection waited for, for instance "TLS handshake". */
    public static ClassifiedFailure timeout(String stage) {
        return of(Kind.TIMEOUT, stage);
    }

    static ClassifiedFailure of(CertificateRejectedException rejected) {
        String names =
                rejected.certificate().names().stream().limit(MAX_SHOWN_NAMES).collect(Collectors.joining(", "));
        FetchFailure failure = new FetchFailure(Kind.CERTIFICATE, names, rejected.problems());
        return new ClassifiedFailure(failure, Optional.of(rejected.certificate()));
    }

    /** Returns what is known of the TLS connection: the certificate that was shown in the failed handshake. */
    public Optional<TlsInfo> tls() {
        return certificate.map(info -> new TlsInfo("", false, Optional.of(info)));
    }
}
