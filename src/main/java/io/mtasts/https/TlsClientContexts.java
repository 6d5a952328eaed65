package io.mtasts.https;

import io.mtasts.tls.MtaStsTrustManager;
import io.mtasts.tls.TlsEngine;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.ReferenceCountedOpenSslEngine;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.SupportedCipherSuiteFilter;
import io.netty.internal.tcnative.SSL;
import io.netty.util.ReferenceCountUtil;
import java.nio.ByteBuffer;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;

/** The TLS of all connections: made once, but no connection takes a session over from another. */
final class TlsClientContexts {

    private final Map<ConnectionSpec, SslContext> contexts = new HashMap<>();
    private final List<TlsEngine> engines;

    TlsClientContexts(TlsEngine choice, MtaStsTrustManager trust) {
        engines = choice.inOrder();
        try {
            for (TlsEngine engine : engines) {
                for (HttpProtocol protocol : HttpProtocol.values()) {
                    contexts.put(new ConnectionSpec(engine, protocol), context(engine, protocol, trust));
                }
                prepare(new ConnectionSpec(engine, HttpProtocol.HTTP1));
            }
        } catch (SSLException | NoSuchAlgorithmException e) {
            throw new IllegalStateException("no TLS", e);
        }
    }

    TlsEngine first() {
        return engines.get(0);
    }

    /**
     * For one connection.
     *
     * <p>The engine is not told whom it talks to, and so has no session to resume, in which the certificate would not be
     * judged again. The name is in the handshake, where PolicyTrust finds it.
     */
    SslHandler handler(ConnectionSpec way, ByteBufAllocator allocator, String host) {
        SslContext context = contexts.get(way);
        if (context == null) {
            throw new IllegalArgumentException("no TLS for " + way);
        }
        SslHandler handler = context.newHandler(allocator);
        SSLEngine engine = handler.engine();
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setServerNames(List.of(new SNIHostName(host)));
        engine.setSSLParameters(parameters);
        if (engine instanceof ReferenceCountedOpenSslEngine openSsl) {
            refuseToRenegotiate(openSsl);
        }
        return handler;
    }

    /** Which Netty would begin, but not go on with: the JDK's engine can, and is the next to be tried. */
    private static void refuseToRenegotiate(ReferenceCountedOpenSslEngine engine) {
        try {
            SSL.setRenegotiateMode(engine.sslPointer(), SSL.SSL_RENEGOTIATE_NEVER);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static SslContext context(TlsEngine engine, HttpProtocol protocol, MtaStsTrustManager trust)
            throws SSLException, NoSuchAlgorithmException {
        return SslContextBuilder.forClient()
                .sslProvider(engine == TlsEngine.OPENSSL ? SslProvider.OPENSSL : SslProvider.JDK)
                .trustManager(trust)
                .protocols("TLSv1.3", "TLSv1.2")
                // those of the JDK, so that it does not depend on the engine who can be talked to; Netty knows fewer
                .ciphers(ciphers(), SupportedCipherSuiteFilter.INSTANCE)
                .enableOcsp(engine == TlsEngine.OPENSSL && OpenSsl.isOcspSupported())
                .sessionCacheSize(1)
                .applicationProtocolConfig(new ApplicationProtocolConfig(
                        ApplicationProtocolConfig.Protocol.ALPN,
                        ApplicationProtocolConfig.SelectorFailureBehavior.NO_ADVERTISE,
                        ApplicationProtocolConfig.SelectedListenerFailureBehavior.ACCEPT,
                        protocol.id()))
                .build();
    }

    private static List<String> ciphers() throws NoSuchAlgorithmException {
        return List.of(SSLContext.getDefault().getDefaultSSLParameters().getCipherSuites());
    }

    /** Makes the first handshake message, which takes so long that no event loop should have to do it. */
    private void prepare(ConnectionSpec way) throws SSLException {
        SSLEngine engine = handler(way, ByteBufAllocator.DEFAULT, "example.com").engine();
        engine.wrap(
                ByteBuffer.allocate(0), ByteBuffer.allocate(engine.getSession().getPacketBufferSize()));
        ReferenceCountUtil.release(engine);
    }
}
