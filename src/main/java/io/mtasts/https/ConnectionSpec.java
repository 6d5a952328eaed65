package io.mtasts.https;

import io.mtasts.https.HttpPreambleDetector.NotHttpException;
import io.mtasts.tls.TlsEngine;
import io.mtasts.tls.TlsFailures;
import java.util.Optional;

/** The way in which a connection is tried: the TLS engine, and the protocol above TLS. */
record ConnectionSpec(TlsEngine engine, HttpProtocol protocol) {

    /** Returns another way that may succeed at the same address after the handshake failed. */
    Optional<ConnectionSpec> fallbackAfterHandshakeFailure(Throwable failure) {
        if (protocol == HttpProtocol.HTTP1
                && TlsFailures.alert(failure)
                        .filter("no_application_protocol"::equals)
                        .isPresent()) {
            return Optional.of(new ConnectionSpec(engine, HttpProtocol.HTTP2));
        }
        return TlsFailures.isNoCommonParameters(failure) ? withJdkEngine() : Optional.empty();
    }

    /** Returns another way that may succeed after the response began in HTTP/2, which was not negotiated. */
    Optional<ConnectionSpec> fallbackAfterProtocolError(Throwable failure) {
        return TlsFailures.cause(failure, NotHttpException.class)
                .filter(NotHttpException::isHttp2)
                .map(unexpected -> new ConnectionSpec(engine, HttpProtocol.HTTP2));
    }

    /** Returns the same with the JDK's engine: BoringSSL knows fewer ciphers, groups and signature algorithms. */
    Optional<ConnectionSpec> withJdkEngine() {
        return engine == TlsEngine.JDK ? Optional.empty() : Optional.of(new ConnectionSpec(TlsEngine.JDK, protocol));
    }
}
