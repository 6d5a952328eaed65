package io.mtasts.https;

import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslProvider;
import java.util.List;

/** What does the handshakes with Policy Hosts; the certificates are judged by the same code with each. */
public enum TlsEngine {

    /** BoringSSL where its library loads, else the JDK's. */
    AUTO(SslProvider.JDK),

    /** BoringSSL, or no start. */
    OPENSSL(SslProvider.OPENSSL),

    /** The JDK's, and no other. */
    JDK(SslProvider.JDK);

    private final SslProvider provider;

    TlsEngine(SslProvider provider) {
        this.provider = provider;
    }

    SslProvider provider() {
        return provider;
    }

    /**
     * The engines in the order in which they are tried; the JDK's has the last word on what another makes nothing of.
     *
     * @throws IllegalStateException if the one that is demanded does not load
     */
    List<TlsEngine> inTurn() {
        if (this == OPENSSL) {
            demand();
        }
        return this == JDK || !OpenSsl.isAvailable() ? List.of(JDK) : List.of(OPENSSL, JDK);
    }

    private static void demand() {
        if (!OpenSsl.isAvailable()) {
            throw new IllegalStateException("BoringSSL does not load", OpenSsl.unavailabilityCause());
        }
    }
}
