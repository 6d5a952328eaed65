package io.mtasts.smtp;

import io.mtasts.https.PolicyTrust;
import io.netty.handler.ssl.SslHandler;
import java.security.GeneralSecurityException;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;

/** Our side of TLS with a mail server: it must show a certificate for its name. RFC 8461, 4.2, 7.1, 7.2. */
final class ClientTls {

    private static final int PORT = 25;
    private static final long CLOSE_NOTIFY_MILLIS = 1_000;

    private ClientTls() {}

    /** A context for each, so that no session is resumed: the certificate would not be judged again. */
    static SslHandler handler(PolicyTrust trust, String host) {
        SSLEngine engine = context(trust).createSSLEngine(host, PORT);
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

    private static SSLContext context(PolicyTrust trust) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {trust}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no TLS", e);
        }
    }
}
