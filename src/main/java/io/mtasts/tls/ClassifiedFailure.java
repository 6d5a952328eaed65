package io.mtasts.tls;

import io.mtasts.tls.MtaStsTrustManager.CertificateRejectedException;
import io.mtasts.verdict.CertificateInfo;
import io.mtasts.verdict.FetchFailure;
import io.mtasts.verdict.FetchFailure.Kind;
import io.mtasts.verdict.TlsInfo;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A failure in the terms of a report.
 *
 * @param chain the certificates that were rejected, the leaf first; empty if the failure is not about a certificate
 */
public record ClassifiedFailure(FetchFailure failure, List<CertificateInfo> chain) {

    /** Certificates can have hundreds of names. */
    private static final int MAX_SHOWN_NAMES = 10;

    /** Returns a failure that is not about a certificate. */
    public static ClassifiedFailure of(Kind kind, String detail) {
        return new ClassifiedFailure(FetchFailure.of(kind, detail), List.of());
    }

    /** Returns a time-out; the stage is what the connection waited for, for instance "TLS handshake". */
    public static ClassifiedFailure timeout(String stage) {
        return of(Kind.TIMEOUT, stage);
    }

    static ClassifiedFailure of(CertificateRejectedException rejected) {
        String names =
                rejected.chain().get(0).names().stream().limit(MAX_SHOWN_NAMES).collect(Collectors.joining(", "));
        FetchFailure failure = new FetchFailure(Kind.CERTIFICATE, names, rejected.problems());
        return new ClassifiedFailure(failure, rejected.chain());
    }

    /** Returns what is known of the TLS connection: the certificates that were shown in the failed handshake. */
    public Optional<TlsInfo> tls() {
        return chain.isEmpty() ? Optional.empty() : Optional.of(new TlsInfo("", false, chain));
    }
}
