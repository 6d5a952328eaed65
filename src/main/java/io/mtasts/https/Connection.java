package io.mtasts.https;

import io.mtasts.verdict.CertificateFacts;
import io.mtasts.verdict.CertificateRules;
import io.mtasts.verdict.TlsFacts;
import io.vertx.core.http.HttpClientRequest;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/** A connection whose TLS handshake is done, and the request that waits to be sent over it. */
record Connection(Attempt attempt, HttpClientRequest request, TlsTap tap) {

    String tlsProtocol() {
        return session().getProtocol();
    }

    TlsFacts tlsFacts(boolean only13) {
        return new TlsFacts(tlsProtocol(), only13, certificate());
    }

    private Optional<CertificateFacts> certificate() {
        try {
            return Stream.of(session().getPeerCertificates())
                    .limit(1)
                    .map((Certificate leaf) -> CertificateRules.facts((X509Certificate) leaf))
                    .findFirst();
        } catch (SSLPeerUnverifiedException e) {
            throw new IllegalStateException("a handshake cannot end without a certificate", e);
        }
    }

    private SSLSession session() {
        return tap.engine().getSession();
    }

    void close() {
        attempt.close();
    }
}
