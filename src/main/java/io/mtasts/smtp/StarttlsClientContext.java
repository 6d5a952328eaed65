package io.mtasts.smtp;

import io.mtasts.tls.MtaStsTrustManager;
import io.netty.handler.ssl.SslHandler;
import java.security.GeneralSecurityException;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;

/** Our side of TLS with a mail server: it must show a certificate for its name. One context for all. RFC 8461, 4.2, 7.1, 7.2. */
final class StarttlsClientContext {

    private static final long CLOSE_NOTIFY_MILLIS = 1_000;

    private final SSLContext context;

    StarttlsClientContext(MtaStsTrustManager trust) {
        try {
            context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {trust}, null);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no TLS", e);
        }
        // the first engine takes the JDK so long that no event loop should have to make it
        handler("example.com");
    }

    /**
     * For one conversation.
     *
     * <p>The engine is not told whom it talks to, and so has no session to resume, in which the certificate would not be
     * judged again. The name is in the handshake, where PolicyTrust finds it.
     */
    SslHandler handler(String host) {
        SSLEngine engine = context.createSSLEngine();
        engine.setUseClientMode(true);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
        parameters.setServerNames(List.of(new SNIHostName(host)));
        engine.setSSLParameters(parameters);
        SslHandler handler = new SslHandler(engine);
        handler.setHandshakeTimeoutMillis(0); // the deadline is that of the whole conversation
        handler.setCloseNotifyFlushTimeoutMillis(CLOSE_NOTIFY_MILLIS);
        return handler;
    }
}
