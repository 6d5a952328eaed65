package io.mtasts.smtp;

import io.mtasts.https.ClassifiedFailure;
import io.mtasts.https.FailureClassifier;
import io.mtasts.verdict.CertificateRules;
import io.mtasts.verdict.StarttlsFailure;
import io.mtasts.verdict.StarttlsFailure.Kind;
import io.mtasts.verdict.TlsInfo;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/** What came of a conversation. */
record SessionResult(Optional<TlsInfo> tls, Optional<StarttlsFailure> failure) {

    static SessionResult protectedBy(SSLSession session) {
        try {
            X509Certificate leaf = (X509Certificate) session.getPeerCertificates()[0];
            TlsInfo facts = new TlsInfo(session.getProtocol(), false, Optional.of(CertificateRules.info(leaf)));
            return new SessionResult(Optional.of(facts), Optional.empty());
        } catch (SSLPeerUnverifiedException e) {
            throw new IllegalStateException("a handshake cannot end without a certificate", e);
        }
    }

    static SessionResult failedHandshake(Throwable cause) {
        ClassifiedFailure failed = FailureClassifier.ofConnect(cause, true);
        Kind kind = switch (failed.failure().kind()) {
            case CERTIFICATE -> Kind.CERTIFICATE;
            case TLS_VERSION -> Kind.TLS_VERSION;
            default -> Kind.TLS_FAILED;
        };
        StarttlsFailure failure = new StarttlsFailure(
                kind, 0, failed.failure().detail(), failed.failure().certificateProblems());
        return new SessionResult(failed.tls(), Optional.of(failure));
    }

    static SessionResult failure(Kind kind, Reply reply) {
        return new SessionResult(
                Optional.empty(), Optional.of(new StarttlsFailure(kind, reply.code(), reply.toString(), List.of())));
    }

    static SessionResult failure(Kind kind, String detail) {
        return new SessionResult(Optional.empty(), Optional.of(StarttlsFailure.of(kind, detail)));
    }
}
