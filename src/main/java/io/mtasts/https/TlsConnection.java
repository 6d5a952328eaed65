package io.mtasts.https;

import io.mtasts.tls.TlsClients;
import io.mtasts.verdict.TlsInfo;
import io.netty.channel.Channel;
import io.netty.handler.ssl.SslHandler;

/**
 * A connection whose TLS handshake is done, and over which nothing was sent yet.
 *
 * @param session what the handshake came to; the engine may forget it when the connection ends
 */
record TlsConnection(ConnectAttempt attempt, Channel channel, SslHandler tls, TlsInfo session) {

    static TlsConnection of(ConnectAttempt attempt, Channel channel, SslHandler tls) {
        return new TlsConnection(
                attempt, channel, tls, TlsClients.info(tls.engine().getSession()));
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
}
