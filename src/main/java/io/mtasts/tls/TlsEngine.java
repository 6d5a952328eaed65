package io.mtasts.tls;

import io.netty.handler.ssl.OpenSsl;
import java.util.List;

/** The choice of the TLS engine for policy hosts. All engines use the same code to verify certificates. */
public enum TlsEngine {

    /** Uses BoringSSL if its library loads, and otherwise the JDK's engine. */
    AUTO,

    /** Requires BoringSSL; the service does not start without it. */
    OPENSSL,

    /** Uses the JDK's engine only. */
    JDK;

    /**
     * Returns the available engines in the order in which they are tried. The JDK's engine comes last.
     *
     * @throws IllegalStateException if BoringSSL is required and does not load
     */
    public List<TlsEngine> inOrder() {
        if (this == OPENSSL && !OpenSsl.isAvailable()) {
            throw new IllegalStateException("BoringSSL does not load", OpenSsl.unavailabilityCause());
        }
        return this == JDK || !OpenSsl.isAvailable() ? List.of(JDK) : List.of(OPENSSL, JDK);
    }
}
