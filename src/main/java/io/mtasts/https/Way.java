package io.mtasts.https;

import io.mtasts.tls.TlsEngine;
import java.util.Optional;

/** How a connection is tried: with which TLS engine, and for which protocol above it. */
record Way(TlsEngine engine, Protocol protocol) {

    /** Another one that may succeed at the same address, after this one did not get through its handshake. */
    Optional<Way> afterHandshake(Throwable failure) {
        if (protocol == Protocol.HTTP1
                && Failures.alert(failure)
                        .filter("no_application_protocol"::equals)
                        .isPresent()) {
            return Optional.of(new Way(engine, Protocol.HTTP2));
        }
        return Failures.isOfHandshake(failure) ? byTheJdk() : Optional.empty();
    }

    /** Another one that may succeed, after the answer began in HTTP/2 unasked. */
    Optional<Way> afterFirstBytes(Throwable failure) {
        return Failures.cause(failure, NotHttpException.class)
                .filter(NotHttpException::isHttp2)
                .map(unasked -> new Way(engine, Protocol.HTTP2));
    }

    /** BoringSSL knows fewer ciphers, curves and kinds of signature, and does not shake hands twice over one connection. */
    Optional<Way> byTheJdk() {
        return engine == TlsEngine.JDK ? Optional.empty() : Optional.of(new Way(TlsEngine.JDK, protocol));
    }
}
