package io.mtasts.smtp;

import io.mtasts.tls.ClassifiedFailure;
import io.mtasts.tls.MtaStsTrustManager.CertificateRejectedException;
import io.mtasts.tls.TlsClients;
import io.mtasts.tls.TlsFailures;
import io.mtasts.verdict.StarttlsFailure;
import io.mtasts.verdict.StarttlsFailure.Kind;
import io.mtasts.verdict.TlsInfo;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLSession;

/**
 * The result of a session.
 *
 * @param certificates what the server sent, accepted or not; empty if that is not known
 */
record SessionResult(Optional<TlsInfo> tls, Optional<StarttlsFailure> failure, List<X509Certificate> certificates) {

    static SessionResult protectedBy(SSLSession session) {
        return new SessionResult(
                Optional.of(TlsClients.info(session)), Optional.empty(), TlsClients.certificates(session));
    }

    static SessionResult failedHandshake(Throwable cause) {
        ClassifiedFailure failed = TlsFailures.ofConnect(cause, true);
        if (TlsFailures.isOverload(cause)) {
            return failure(Kind.SKIPPED, "this service has too many handshakes to do");
        }
        Kind kind = switch (failed.failure().kind()) {
            case CERTIFICATE -> Kind.CERTIFICATE;
            case TLS_VERSION -> Kind.TLS_VERSION;
            case LIMIT_EXCEEDED -> Kind.LIMIT_EXCEEDED;
            default -> Kind.TLS_FAILED;
        };
        StarttlsFailure failure = new StarttlsFailure(
                kind, 0, failed.failure().detail(), failed.failure().certificateProblems());
        List<X509Certificate> sent = TlsFailures.cause(cause, CertificateRejectedException.class)
                .map(CertificateRejectedException::sent)
                .orElse(List.of());
        return new SessionResult(failed.tls(), Optional.of(failure), sent);
    }

    static SessionResult failure(Kind kind, Reply reply) {
        StarttlsFailure failure = new StarttlsFailure(kind, reply.code(), reply.toString(), List.of());
        return new SessionResult(Optional.empty(), Optional.of(failure), List.of());
    }

    static SessionResult failure(Kind kind, String detail) {
        return new SessionResult(Optional.empty(), Optional.of(StarttlsFailure.of(kind, detail)), List.of());
    }
}
