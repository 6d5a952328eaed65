package io.mtasts.https;

import io.mtasts.tls.CertificateRejectedException;
import io.mtasts.verdict.CertificateInfo;
import io.mtasts.verdict.FetchFailure;
import io.mtasts.verdict.FetchFailure.Kind;
import io.mtasts.verdict.TlsInfo;
import java.util.Optional;
import java.util.stream.Collectors;

/** A failure, and the certificate that it is about, if it is about one. */
public record ClassifiedFailure(FetchFailure failure, Optional<CertificateInfo> certificate) {

    /** Certificates can have hundreds of them. */
    private static final int NAMES = 10;

    static ClassifiedFailure of(Kind kind, String detail) {
        return new ClassifiedFailure(FetchFailure.of(kind, detail), Optional.empty());
    }

    static ClassifiedFailure of(CertificateRejectedException refused) {
        String names = refused.certificate().names().stream().limit(NAMES).collect(Collectors.joining(", "));
        FetchFailure failure = new FetchFailure(Kind.CERTIFICATE, names, refused.problems());
        return new ClassifiedFailure(failure, Optional.of(refused.certificate()));
    }

    static ClassifiedFailure timeout(FetchStage stage) {
        return of(Kind.TIMEOUT, stage.toString());
    }

    /** The certificate that was shown, in a handshake that failed. */
    public Optional<TlsInfo> tls() {
        return certificate.map(facts -> new TlsInfo("", false, Optional.of(facts)));
    }
}
