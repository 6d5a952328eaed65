package io.mtasts.https;

import io.mtasts.tls.TlsClients;
import io.mtasts.verdict.TlsInfo;
import io.netty.channel.Channel;
import io.netty.handler.ssl.SslHandler;

/**
 * A connection that has completed its TLS handshake.
 *
 * @param session the result of the handshake; the engine may forget it when the connection ends
 */
record TlsConnection(ConnectAttempt attempt, Channel channel, SslHandler tls, TlsInfo session) {

    static TlsConnection of(ConnectAttempt attempt, Channel channel, SslHandler tls) {
        return new TlsConnection(
                attempt, channel, tls, TlsClients.info(tls.engine().getSession()));
    }

    String tlsProtocol() {
        return session.protocol();
    }

    HttpProtocol protocol() {
        return attempt.spec().protocol();
    }

    /** Returns whether the peer announced the end, so that no attacker cut the connection. RFC 8446, 6.1. */
    boolean endedByCloseNotify() {
        return tls.sslCloseFuture().isSuccess();
    }

    void close() {
        attempt.close();
    }
}
