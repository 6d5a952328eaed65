package io.mtasts.https;

import io.mtasts.verdict.CertificateInfo;
import io.mtasts.verdict.CertificateRules;
import io.mtasts.verdict.TlsInfo;
import io.netty.channel.Channel;
import io.netty.handler.ssl.SslHandler;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLPeerUnverifiedException;

/**
 * A connection whose TLS handshake is done, and over which nothing was sent yet.
 *
 * @param session what the handshake came to; the engine may forget it when the connection ends
 */
record TlsConnection(ConnectAttempt attempt, Channel channel, SslHandler tls, TlsInfo session) {

    static TlsConnection of(ConnectAttempt attempt, Channel channel, SslHandler tls) {
        TlsInfo facts = new TlsInfo(tls.engine().getSession().getProtocol(), false, certificate(tls));
        return new TlsConnection(attempt, channel, tls, facts);
    }

    String tlsProtocol() {
        return session.protocol();
    }

    TlsInfo tlsFacts(boolean only13) {
        return new TlsInfo(session.protocol(), only13, session.certificate());
    }

    HttpProtocol protocol() {
        return attempt.spec().protocol();
    }

    /** Whether the other side said that nothing follows, so that the end is not one that an attacker made. */
    boolean endedByCloseNotify() {
        return tls.sslCloseFuture().isSuccess();
    }

    void close() {
        attempt.close();
    }

    private static Optional<CertificateInfo> certificate(SslHandler tls) {
        try {
            return Stream.of(tls.engine().getSession().getPeerCertificates())
                    .limit(1)
                    .map((Certificate leaf) -> CertificateRules.info((X509Certificate) leaf))
                    .findFirst();
        } catch (SSLPeerUnverifiedException e) {
            throw new IllegalStateException("a handshake cannot end without a certificate", e);
        }
    }
}
