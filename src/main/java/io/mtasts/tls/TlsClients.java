package io.mtasts.tls;

import io.mtasts.net.ConnectionBudget;
import io.mtasts.verdict.TlsInfo;
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
import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/**
 * A factory for the client side of TLS. The contexts are created once, but no connection resumes the session of another.
 * RFC 8461, 3.3, 4.2.
 */
public final class TlsClients {

    /** The application protocol of connections without ALPN. */
    public static final String NO_ALPN = "";

    private static final long CLOSE_NOTIFY_MILLIS = 500;

    /** One pool for all protocols, so that a check with cheap handshakes goes first everywhere. */
    private static final TlsWorkers WORKERS =
            new TlsWorkers(Runtime.getRuntime().availableProcessors());

    private final Map<Key, SslContext> contexts = new HashMap<>();
    private final List<TlsEngine> engines;

    private record Key(TlsEngine engine, String applicationProtocol) {}

    /**
     * Creates the contexts.
     *
     * @param applicationProtocols the protocols that one connection or another offers in ALPN, or {@link #NO_ALPN}
     * @throws IllegalStateException if the chosen engine is not available
     */
    public TlsClients(TlsEngine choice, MtaStsTrustManager trust, List<String> applicationProtocols) {
        engines = choice.inOrder();
        try {
            for (TlsEngine engine : engines) {
                for (String protocol : applicationProtocols) {
                    contexts.put(new Key(engine, protocol), context(engine, protocol, trust));
                }
                prepare(engine, applicationProtocols.get(0));
            }
        } catch (SSLException | NoSuchAlgorithmException e) {
            throw new IllegalStateException("TLS is not available", e);
        }
    }

    /** Returns the engine that is tried first. */
    public TlsEngine preferredEngine() {
        return engines.get(0);
    }

    /** Returns the budget for the handshakes of a fetch or probe that belongs to the check with these connections. */
    public TlsBudget budget(ConnectionBudget connections) {
        return new TlsBudget(WORKERS.share(connections));
    }

    /**
     * Creates the handler of one connection. The mathematics of the handshake run on other threads than the event loop.
     *
     * <p>The engine does not know the peer's address. So it has no session to resume, in which the certificate would not
     * be verified again. The trust manager takes the name from the server name indication.
     *
     * @throws IllegalArgumentException if there is no context for the engine and the protocol
     */
    public SslHandler handler(TlsEngine choice, String applicationProtocol, String host, TlsBudget budget) {
        SslContext context = contexts.get(new Key(choice, applicationProtocol));
        if (context == null) {
            throw new IllegalArgumentException("no TLS context for " + choice + " and " + applicationProtocol);
        }
        SslHandler handler = choice == TlsEngine.JDK
                ? new JdkSslHandler(context.newEngine(ByteBufAllocator.DEFAULT), budget.tasks())
                : context.newHandler(ByteBufAllocator.DEFAULT, budget.tasks());
        handler.setCloseNotifyFlushTimeoutMillis(CLOSE_NOTIFY_MILLIS);
        SSLEngine engine = handler.engine();
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setServerNames(List.of(new SNIHostName(host)));
        if (choice == TlsEngine.JDK) {
            parameters.setAlgorithmConstraints(new KeyExchangeLimits());
        }
        engine.setSSLParameters(parameters);
        if (engine instanceof ReferenceCountedOpenSslEngine openSsl) {
            disableRenegotiation(openSsl);
        }
        return handler;
    }

    /** Returns what a completed handshake established. The engine may forget it when the connection ends. */
    public static TlsInfo info(SSLSession session) {
        try {
            return new TlsInfo(session.getProtocol(), false, CertificateChain.info(session.getPeerCertificates()));
        } catch (SSLPeerUnverifiedException e) {
            throw new IllegalStateException("a handshake cannot end without a certificate", e);
        }
    }

    /** Returns the certificates that the server sent in a completed handshake, its own first. */
    public static List<X509Certificate> certificates(SSLSession session) {
        try {
            return CertificateChain.x509(session.getPeerCertificates());
        } catch (SSLPeerUnverifiedException e) {
            throw new IllegalStateException("a handshake cannot end without a certificate", e);
        }
    }

    /** Makes BoringSSL reject a renegotiation, which Netty would start but not complete. */
    private static void disableRenegotiation(ReferenceCountedOpenSslEngine engine) {
        try {
            SSL.setRenegotiateMode(engine.sslPointer(), SSL.SSL_RENEGOTIATE_NEVER);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static SslContext context(TlsEngine engine, String applicationProtocol, MtaStsTrustManager trust)
            throws SSLException, NoSuchAlgorithmException {
        return SslContextBuilder.forClient()
                .sslProvider(engine == TlsEngine.OPENSSL ? SslProvider.OPENSSL : SslProvider.JDK)
                .trustManager(trust)
                .protocols("TLSv1.3", "TLSv1.2")
                // the JDK's ciphers, so that both engines accept the same servers; Netty's own list is shorter
                .ciphers(ciphers(), SupportedCipherSuiteFilter.INSTANCE)
                .enableOcsp(engine == TlsEngine.OPENSSL && OpenSsl.isOcspSupported())
                .sessionCacheSize(1)
                .applicationProtocolConfig(alpn(applicationProtocol))
                .build();
    }

    private static ApplicationProtocolConfig alpn(String protocol) {
        return protocol.equals(NO_ALPN)
                ? ApplicationProtocolConfig.DISABLED
                : new ApplicationProtocolConfig(
                        ApplicationProtocolConfig.Protocol.ALPN,
                        ApplicationProtocolConfig.SelectorFailureBehavior.NO_ADVERTISE,
                        ApplicationProtocolConfig.SelectedListenerFailureBehavior.ACCEPT,
                        protocol);
    }

    private static List<String> ciphers() throws NoSuchAlgorithmException {
        return List.of(SSLContext.getDefault().getDefaultSSLParameters().getCipherSuites());
    }

    /** Creates the first handshake message, which takes too long for an event loop. */
    private void prepare(TlsEngine choice, String applicationProtocol) throws SSLException {
        SSLEngine engine = handler(
                        choice,
                        applicationProtocol,
                        "example.com",
                        budget(ConnectionBudget.Limits.PER_CHECK.forCheck()))
                .engine();
        engine.wrap(
                ByteBuffer.allocate(0), ByteBuffer.allocate(engine.getSession().getPacketBufferSize()));
        ReferenceCountUtil.release(engine);
    }
}
