package io.mtasts.https;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtasts.https.HttpPreambleDetector.NotHttpException;
import io.mtasts.tls.LimitExceededException;
import io.mtasts.tls.MtaStsTrustManager.CertificateRejectedException;
import io.mtasts.tls.TlsEngine;
import io.mtasts.tls.TlsFailures;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class ConnectionSpecTest {

    private static final ConnectionSpec OPENSSL = new ConnectionSpec(TlsEngine.OPENSSL, HttpProtocol.HTTP1);
    private static final ConnectionSpec JDK = new ConnectionSpec(TlsEngine.JDK, HttpProtocol.HTTP1);
    private static final SSLException NO_HTTP1 =
            new SSLHandshakeException("Received fatal alert: no_application_protocol");

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(OPENSSL, new SSLException("Received fatal alert: handshake_failure"), JDK),
                Arguments.of(OPENSSL, new SSLException("Received fatal alert: insufficient_security"), JDK),
                Arguments.of(OPENSSL, new SSLException("Received fatal alert: unexpected_message"), null),
                Arguments.of(OPENSSL, new SSLException("TOO_MANY_KEY_UPDATES"), null),
                Arguments.of(OPENSSL, new ClosedChannelException(), null),
                Arguments.of(OPENSSL, new LimitExceededException("more than allowed"), null),
                Arguments.of(OPENSSL, NO_HTTP1, new ConnectionSpec(TlsEngine.OPENSSL, HttpProtocol.HTTP2)),
                Arguments.of(JDK, NO_HTTP1, new ConnectionSpec(TlsEngine.JDK, HttpProtocol.HTTP2)),
                Arguments.of(new ConnectionSpec(TlsEngine.JDK, HttpProtocol.HTTP2), NO_HTTP1, null),
                Arguments.of(
                        OPENSSL,
                        new SSLException(
                                new CertificateRejectedException(List.of(), List.of(TestPki.GOOD.getCertificate()))),
                        null),
                Arguments.of(OPENSSL, new SslHandshakeTimeoutException("10 s"), null),
                Arguments.of(JDK, new SSLException("no cipher suites in common"), null));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void fallbackAfterHandshakeFailure(ConnectionSpec spec, Throwable failure, ConnectionSpec next) {
        assertThat(spec.fallbackAfterHandshakeFailure(failure)).isEqualTo(Optional.ofNullable(next));
    }

    @Test
    void fallbackAfterProtocolError() {
        assertThat(OPENSSL.fallbackAfterProtocolError(new NotHttpException(true, false)))
                .contains(new ConnectionSpec(TlsEngine.OPENSSL, HttpProtocol.HTTP2));
        assertThat(OPENSSL.fallbackAfterProtocolError(new NotHttpException(false, false)))
                .isEmpty();
    }

    /** The same alert, whichever engine reports it. */
    @ParameterizedTest
    @CsvSource(textBlock = """
            # message,                                                                     alert
            Received fatal alert: protocol_version,                                         protocol_version
            error:1000042e:SSL routines:OPENSSL_internal:TLSV1_ALERT_PROTOCOL_VERSION,      protocol_version
            error:10000410:SSL routines:OPENSSL_internal:SSLV3_ALERT_HANDSHAKE_FAILURE,     handshake_failure
            error:10000458:SSL routines:OPENSSL_internal:TLSV1_UNRECOGNIZED_NAME,           unrecognized_name
            error:1000045c:SSL routines:OPENSSL_internal:TLSV1_CERTIFICATE_REQUIRED,        certificate_required
            error:100000f0:SSL routines:OPENSSL_internal:UNSUPPORTED_PROTOCOL,
            """)
    void alert(String message, String alert) {
        assertThat(TlsFailures.alert(new SSLException(message))).isEqualTo(Optional.ofNullable(alert));
    }
}
