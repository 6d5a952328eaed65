package io.mtasts.https;

import io.mtasts.verdict.CertificateFacts;
import io.mtasts.verdict.FetchFailure;
import io.mtasts.verdict.FetchFailure.Kind;
import io.mtasts.verdict.TlsFacts;
import java.util.Optional;

/** A failure, and the certificate that it is about, if it is about one. */
record FailedFetch(FetchFailure failure, Optional<CertificateFacts> certificate) {

    static FailedFetch of(Kind kind, String detail) {
        return new FailedFetch(FetchFailure.of(kind, detail), Optional.empty());
    }

    static FailedFetch of(CertificateRefused refused) {
        FetchFailure failure = new FetchFailure(
                Kind.CERTIFICATE, String.join(", ", refused.facts().names()), refused.faults());
        return new FailedFetch(failure, Optional.of(refused.facts()));
    }

    static FailedFetch timeout(Stage stage) {
        return of(Kind.TIMEOUT, stage.toString());
    }

    Optional<TlsFacts> tls() {
        return certificate.map(facts -> new TlsFacts("", false, Optional.of(facts)));
    }
}
