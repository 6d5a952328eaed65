package io.mtasts.tls;

import io.netty.handler.ssl.OpenSsl;
import java.util.List;

/** What does the handshakes with Policy Hosts; the certificates are judged by the same code with each. */
public enum TlsEngine {

    /** BoringSSL where its library loads, else the JDK's. */
    AUTO,

    /** BoringSSL, or no start. */
    OPENSSL,

    /** The JDK's, and no other. */
    JDK;

    /**
     * The engines that there are in the order in which they are tried; the JDK's has the last word.
     *
     * @throws IllegalStateException if BoringSSL is demanded, and does not load
     */
    public List<TlsEngine> inOrder() {
        if (this == OPENSSL && !OpenSsl.isAvailable()) {
            throw new IllegalStateException("BoringSSL does not load", OpenSsl.unavailabilityCause());
        }
        return this == JDK || !OpenSsl.isAvailable() ? List.of(JDK) : List.of(OPENSSL, JDK);
    }
}
