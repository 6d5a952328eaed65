package io.mtasts.https;

import io.mtasts.tls.TlsEngine;
import java.util.Optional;

/** How a connection is tried: with which TLS engine, and for which protocol above it. */
record ConnectionSpec(TlsEngine engine, HttpProtocol protocol) {

    /** Another one that may succeed at the same address, after this one did not get through its handshake. */
    Optional<ConnectionSpec> fallbackAfterHandshakeFailure(Throwable failure) {
        if (protocol == HttpProtocol.HTTP1
                && FailureClassifier.alert(failure)
                        .filter("no_application_protocol"::equals)
                        .isPresent()) {
            return Optional.of(new ConnectionSpec(engine, HttpProtocol.HTTP2));
        }
        return FailureClassifier.isOfHandshake(failure) ? withJdkEngine() : Optional.empty();
    }

    /** Another one that may succeed, after the answer began in HTTP/2 unasked. */
    Optional<ConnectionSpec> fallbackAfterProtocolError(Throwable failure) {
        return FailureClassifier.cause(failure, NotHttpException.class)
                .filter(NotHttpException::isHttp2)
                .map(unasked -> new ConnectionSpec(engine, HttpProtocol.HTTP2));
    }

    /** BoringSSL knows fewer ciphers, curves and kinds of signature, and does not shake hands twice over one connection. */
    Optional<ConnectionSpec> withJdkEngine() {
        return engine == TlsEngine.JDK ? Optional.empty() : Optional.of(new ConnectionSpec(TlsEngine.JDK, protocol));
    }
}
