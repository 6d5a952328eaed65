package io.mtasts.smtp;

import static io.mtasts.lab.ScriptedServer.untilClosed;
import static io.mtasts.lab.ScriptedServer.write;
import static io.mtasts.smtp.SmtpFixture.EXTENSIONS;
import static io.mtasts.smtp.SmtpFixture.GOOD;
import static io.mtasts.smtp.SmtpFixture.GREETING;
import static io.mtasts.smtp.SmtpFixture.HOST;
import static io.mtasts.smtp.SmtpFixture.LONG;
import static io.mtasts.smtp.SmtpFixture.READY;
import static io.mtasts.smtp.SmtpFixture.SHORT;
import static io.mtasts.smtp.SmtpFixture.protect;
import static io.mtasts.smtp.SmtpFixture.readLine;
import static io.mtasts.smtp.SmtpFixture.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.mtasts.LeakGuard;
import io.mtasts.https.TestPki;
import io.mtasts.lab.ScriptedServer;
import io.mtasts.verdict.CertificateProblem;
import io.mtasts.verdict.StarttlsFailure;
import io.mtasts.verdict.StarttlsFailure.Kind;
import io.mtasts.verdict.StarttlsProbe;
import io.mtasts.verdict.StarttlsProbe.Status;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Conversations with mail servers on loopback: good ones, and ones that misbehave in every way. */
@ExtendWith(LeakGuard.class)
final class StarttlsProberTest {

    private static final SmtpFixture FIXTURE = new SmtpFixture();

    @AfterAll
    static void close() {
        FIXTURE.close();
    }

    @Test
    void session_isShortAndQuits() throws Exception {
        List<String> said = new CopyOnWriteArrayList<>();
        try (ScriptedServer server = start((socket, number) -> {
            write(socket, GREETING);
            said.add(readLine(socket));
            write(socket, EXTENSIONS);
            said.add(readLine(socket));
            write(socket, READY);
            SSLSocket tls = tls(socket, GOOD);
            said.add(((ExtendedSSLSession) tls.getSession())
                    .getRequestedServerNames()
                    .toString());
            said.add(readLine(tls));
            write(tls, "221 bye\r\n");
        })) {
            StarttlsProbe probe = probe(server);

            assertThat(probe.status()).isEqualTo(Status.VALID);
            assertThat(probe.host()).isEqualTo(HOST);
            assertThat(probe.address().getHostAddress()).isEqualTo("127.0.1.1");
            assertThat(probe.tls().orElseThrow().protocol()).isEqualTo("TLSv1.3");
            assertThat(probe.tls().orElseThrow().certificate().orElseThrow().names())
                    .containsExactly(HOST);
            assertThat(said)
                    .containsExactly(
                            "EHLO checker.example.net\r\n",
                            "STARTTLS\r\n",
                            List.of(new SNIHostName(HOST)).toString(),
                            "QUIT\r\n");
            assertThat(server.accepted()).isEqualTo(1);
        }
    }

    @Test
    void tls12_isAccepted() throws Exception {
        try (ScriptedServer server = start((socket, number) -> protect(socket, GOOD, "TLSv1.2"))) {
            StarttlsProbe probe = probe(server);
            assertThat(probe.status()).isEqualTo(Status.VALID);
            assertThat(probe.tls().orElseThrow().protocol()).isEqualTo("TLSv1.2");
        }
    }

    /** The session of the first could be resumed, and the certificate would not be shown again. */
    @Test
    void certificate_isEvaluatedEachTime() throws Exception {
        SSLContext bad = TestPki.server(TestPki.issue(TestPki.INTERMEDIATE, TestPki.leaf("other.example.com")));
        try (ScriptedServer server = start((socket, number) -> protect(socket, number == 0 ? GOOD : bad))) {
            assertThat(probe(server).status()).isEqualTo(Status.VALID);
            assertThat(probe(server).failure().orElseThrow().certificateProblems())
                    .containsExactly(CertificateProblem.NAME_MISMATCH);
        }
    }

    static Stream<Arguments> certificates() {
        X509Bundle lone = issued(TestPki.leaf(HOST));
        return Stream.of(
                certificate("wildcard", TestPki.server(issued(TestPki.leaf("*.example.com")))),
                certificate("in capitals", TestPki.server(issued(TestPki.leaf("MX1.EXAMPLE.COM")))),
                certificate(
                        "expired",
                        TestPki.server(issued(TestPki.expired(TestPki.leaf(HOST)))),
                        CertificateProblem.EXPIRED),
                certificate(
                        "not yet valid",
                        TestPki.server(issued(TestPki.notYetValid(TestPki.leaf(HOST)))),
                        CertificateProblem.NOT_YET_VALID),
                certificate(
                        "of the domain only",
                        TestPki.server(issued(TestPki.leaf("example.com"))),
                        CertificateProblem.NAME_MISMATCH),
                certificate(
                        "a wildcard of two labels",
                        TestPki.server(issued(TestPki.leaf("*.com"))),
                        CertificateProblem.NAME_MISMATCH),
                certificate(
                        "a part of a label",
                        TestPki.server(issued(TestPki.leaf("mx*.example.com"))),
                        CertificateProblem.NAME_MISMATCH),
                certificate("no DNS name", TestPki.server(issued(TestPki.leaf())), CertificateProblem.NO_SAN),
                certificate(
                        "self-signed",
                        TestPki.server(TestPki.selfSigned(TestPki.leaf(HOST).setIsCertificateAuthority(true))),
                        CertificateProblem.UNTRUSTED),
                certificate(
                        "another root",
                        TestPki.server(TestPki.issue(TestPki.root("CN=Other Root"), TestPki.leaf(HOST))),
                        CertificateProblem.UNTRUSTED),
                certificate(
                        "no intermediate",
                        TestPki.server(lone, new X509Certificate[] {lone.getCertificate()}),
                        CertificateProblem.CHAIN_INCOMPLETE));
    }

    private static Arguments certificate(String what, SSLContext context, CertificateProblem... faults) {
        return Arguments.of(what, context, List.of(faults));
    }

    private static X509Bundle issued(CertificateBuilder leaf) {
        return TestPki.issue(TestPki.INTERMEDIATE, leaf);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("certificates")
    void certificate(String what, SSLContext context, List<CertificateProblem> faults) throws Exception {
        for (String version : List.of("TLSv1.2", "TLSv1.3")) {
            try (ScriptedServer server = start((socket, number) -> protect(socket, context, version))) {
                StarttlsProbe probe = probe(server);
                assertThat(probe.failure()
                                .map(StarttlsFailure::certificateProblems)
                                .orElse(List.of()))
                        .isEqualTo(faults);
                assertThat(probe.status()).isEqualTo(faults.isEmpty() ? Status.VALID : Status.INVALID);
                assertThat(probe.tls().orElseThrow().certificate()).isPresent();
            }
        }
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            # what comes after the ClientHello,                  kind,        detail
            15030100020246,                                      TLS_VERSION, neither TLS 1.2 nor TLS 1.3
            15030300020228,                                      TLS_FAILED,  alert handshake_failure
            3235302062616420636f6d6d616e640d0a,                  TLS_FAILED,  the answer is not TLS
            """)
    void handshake_refused(String hex, Kind kind, String detail) throws Exception {
        assertThat(failureAfterHello(hex)).isEqualTo(StarttlsFailure.of(kind, detail));
    }

    @Test
    void handshake_ofTls11() throws Exception {
        // ServerHello of TLS 1.1 with TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA, which newer JVMs offer too
        String hello = "02000026" + "0302" + "11".repeat(32) + "00" + "c013" + "00";
        assertThat(failureAfterHello("160302002a" + hello).kind()).isEqualTo(Kind.TLS_VERSION);
    }

    private static StarttlsFailure failureAfterHello(String hex) throws Exception {
        try (ScriptedServer server = start((socket, number) -> {
            until(SessionStage.HANDSHAKE, socket);
            byte[] header = socket.getInputStream().readNBytes(5);
            socket.getInputStream().readNBytes((header[3] & 0xff) << 8 | (header[4] & 0xff));
            write(socket, new String(HexFormat.of().parseHex(hex), StandardCharsets.ISO_8859_1));
        })) {
            return probe(server).failure().orElseThrow();
        }
    }

    /** With TLS 1.3 the handshake of the client ends before the server decides about the client. */
    @ParameterizedTest
    @CsvSource({"TLSv1.2", "TLSv1.3"})
    void handshake_rejectedAtItsEnd(String version) throws Exception {
        try (ScriptedServer server = start((socket, number) -> {
            until(SessionStage.HANDSHAKE, socket);
            SSLSocket tls = (SSLSocket) GOOD.getSocketFactory().createSocket(socket, null, true);
            tls.setUseClientMode(false);
            tls.setEnabledProtocols(new String[] {version});
            tls.setNeedClientAuth(true);
            tls.startHandshake();
        })) {
            StarttlsFailure failure = probe(server).failure().orElseThrow();
            assertThat(failure.kind()).isEqualTo(Kind.TLS_FAILED);
            assertThat(failure.detail()).startsWith("alert ");
        }
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            # stage,  reply,                                                    kind,             code
            GREETING, 554 go away,                                              REJECTED,      554
            GREETING, 421 too busy,                                             TEMPORARILY_REJECTED, 421
            GREETING, 250 not a greeting,                                       REJECTED,      250
            EHLO,     250 mx1.example.com,                                      NOT_OFFERED,      250
            EHLO,     250-mx1.example.com|250 PIPELINING,                       NOT_OFFERED,      250
            EHLO,     502 what is EHLO?,                                        NOT_OFFERED,      502
            EHLO,     550 who are you?,                                         REJECTED,      550
            EHLO,     421 too busy,                                             TEMPORARILY_REJECTED, 421
            STARTTLS, 454 4.7.0 TLS not available due to local problem,         STARTTLS_REFUSED, 454
            STARTTLS, 502 5.5.1 Error: command not implemented,                 STARTTLS_REFUSED, 502
            STARTTLS, 250 but not 220,                                          STARTTLS_REFUSED, 250
            """)
    void reply_rejection(SessionStage stage, String reply, Kind kind, int code) throws Exception {
        List<String> parting = new CopyOnWriteArrayList<>();
        try (ScriptedServer server = start((socket, number) -> {
            until(stage, socket);
            write(socket, reply.replace("|", "\r\n") + "\r\n");
            parting.add(readLine(socket));
            write(socket, "221 bye\r\n");
        })) {
            StarttlsFailure failure = probe(server).failure().orElseThrow();
            assertThat(failure.kind()).isEqualTo(kind);
            assertThat(failure.replyCode()).isEqualTo(code);
            assertThat(failure.detail()).startsWith(Integer.toString(code));
            assertThat(parting).containsExactly("QUIT\r\n");
        }
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            # stage,  text,                                             kind
            GREETING, HTTP/1.1 400 Bad Request,                         NOT_SMTP
            GREETING, 220 early|250-early|250 STARTTLS,                 NOT_SMTP
            EHLO,     250-mx1.example.com|250 STARTTLS|220 early,       NOT_SMTP
            EHLO,     250-mx1.example.com|220 STARTTLS,                 NOT_SMTP
            STARTTLS, 220 ready|250-injected|250 AUTH PLAIN,            INJECTION
            STARTTLS, 220 ready|2,                                      INJECTION
            STARTTLS, no reply,                                         NOT_SMTP
            """)
    void reply_unexpected(SessionStage stage, String text, Kind kind) throws Exception {
        List<String> after = new CopyOnWriteArrayList<>();
        try (ScriptedServer server = start((socket, number) -> {
            until(stage, socket);
            write(socket, text.replace("|", "\r\n") + "\r\n");
            after.add(readLine(socket));
        })) {
            assertThat(probe(server).failure().orElseThrow().kind()).isEqualTo(kind);
            server.awaitNoConnection();
        }
        assertThat(after).singleElement().asString().doesNotContain("QUIT");
    }

    @ParameterizedTest
    @EnumSource(
            value = SessionStage.class,
            names = {"GREETING", "EHLO", "STARTTLS"})
    void reply_withoutEnd(SessionStage stage) throws Exception {
        for (String piece : List.of("x", "220-x\r\n")) {
            try (ScriptedServer server = start((socket, number) -> {
                until(stage, socket);
                while (true) {
                    write(socket, piece.repeat(100));
                }
            })) {
                assertThat(probe(server).failure().orElseThrow().kind()).isEqualTo(Kind.NOT_SMTP);
                server.awaitNoConnection();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = SessionStage.class,
            names = {"GREETING", "EHLO", "STARTTLS", "HANDSHAKE"})
    void silence(SessionStage stage) throws Exception {
        try (ScriptedServer server = start((socket, number) -> until(stage, socket))) {
            assertThat(FIXTURE.probe(server.port(), SHORT, "127.0.1.1").failure())
                    .contains(StarttlsFailure.of(timeout(stage), stage.toString()));
            server.awaitNoConnection();
        }
    }

    /** Of the handshake: a record that says it is long. */
    @ParameterizedTest
    @EnumSource(
            value = SessionStage.class,
            names = {"GREETING", "EHLO", "STARTTLS", "HANDSHAKE"})
    void drip_doesNotOutliveTheDeadline(SessionStage stage) throws Exception {
        Object never = new Object();
        try (ScriptedServer server = start((socket, number) -> {
            until(stage, socket);
            if (stage == SessionStage.HANDSHAKE) {
                socket.getInputStream().read();
            }
            write(socket, stage == SessionStage.HANDSHAKE ? "\u0016\u0003\u0003\u003f\u00ff\u0002" : "220-");
            while (true) {
                write(socket, "x");
                pause(never);
            }
        })) {
            assertThat(FIXTURE.probe(server.port(), SHORT, "127.0.1.1").failure())
                    .contains(StarttlsFailure.of(timeout(stage), stage.toString()));
            server.awaitNoConnection();
        }
    }

    @Test
    void silence_afterTheHandshakeIsIgnored() throws Exception {
        try (ScriptedServer server = start((socket, number) -> {
            until(SessionStage.HANDSHAKE, socket);
            untilClosed(tls(socket, GOOD));
        })) {
            assertThat(FIXTURE.probe(server.port(), SHORT, "127.0.1.1").status())
                    .isEqualTo(Status.VALID);
            server.awaitNoConnection();
        }
    }

    /** An immediate reset may arrive before the connection is reported. Neither says anything about TLS. */
    @Test
    void end_atOnceByReset() throws Exception {
        try (ScriptedServer server = start((socket, number) -> {
            socket.setSoLinger(true, 0);
            socket.close();
        })) {
            StarttlsProbe probe = probe(server);
            assertThat(probe.status()).isEqualTo(Status.UNKNOWN);
            assertThat(probe.failure().orElseThrow().kind())
                    .isIn(Kind.REJECTED, Kind.CONNECTION_REFUSED, Kind.UNREACHABLE);
        }
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            # stage,   reset, kind
            GREETING,  false, REJECTED
            EHLO,      true,  REJECTED
            EHLO,      false, REJECTED
            STARTTLS,  true,  TLS_FAILED
            STARTTLS,  false, TLS_FAILED
            HANDSHAKE, true,  TLS_FAILED
            HANDSHAKE, false, TLS_FAILED
            """)
    void end(SessionStage stage, boolean reset, Kind kind) throws Exception {
        try (ScriptedServer server = start((socket, number) -> {
            until(stage, socket);
            if (stage == SessionStage.HANDSHAKE) {
                socket.getInputStream().read();
            }
            socket.setSoLinger(reset, 0);
            socket.close();
        })) {
            StarttlsFailure failure = probe(server).failure().orElseThrow();
            assertThat(failure.kind()).isEqualTo(kind);
            assertThat(failure.detail()).contains("the connection ended");
        }
    }

    @Test
    void address_ofIpv6() throws Exception {
        try (ScriptedServer server = ScriptedServer.start("::1", 0, (socket, number) -> protect(socket, GOOD))) {
            StarttlsProbe probe = FIXTURE.probe(server.port(), LONG, "::1");
            assertThat(probe.status()).isEqualTo(Status.VALID);
            assertThat(probe.address().getHostAddress()).isEqualTo("0:0:0:0:0:0:0:1");
        }
    }

    /** The system rejects a connection to a link-local address without a zone, as it does without a route. */
    @Test
    void address_withoutRoute_isNotTheFaultOfTheServer() {
        StarttlsProbe probe = FIXTURE.probe(1, LONG, "fe80::1");
        assertThat(probe.status()).isEqualTo(Status.UNKNOWN);
        assertThat(probe.failure()).contains(StarttlsFailure.of(Kind.SKIPPED, "this service has no IPv6"));
    }

    /** A refusal shows that there is a route. */
    @Test
    void address_ofIpv6ThatRefuses() {
        StarttlsProbe probe = FIXTURE.probe(1, LONG, "::1");
        assertThat(probe.failure()).contains(StarttlsFailure.of(Kind.CONNECTION_REFUSED, "Connection refused"));
    }

    @Test
    void address_thatRefuses() throws Exception {
        try (ScriptedServer server = start((socket, number) -> protect(socket, GOOD))) {
            StarttlsProbe probe = FIXTURE.probe(server.port(), LONG, "127.0.1.2");
            assertThat(probe.status()).isEqualTo(Status.UNKNOWN);
            assertThat(probe.failure()).contains(StarttlsFailure.of(Kind.CONNECTION_REFUSED, "Connection refused"));
            assertThat(server.accepted()).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1", "fd00:0:0:0:0:0:0:1"})
    void address_thatIsNotPublic(String address) throws Exception {
        try (ScriptedServer server = ScriptedServer.start("127.0.0.1", 0, (socket, number) -> {})) {
            StarttlsProbe probe = FIXTURE.probe(server.port(), LONG, address);
            assertThat(probe.failure()).contains(StarttlsFailure.of(Kind.NOT_PUBLIC, address));
            assertThat(server.accepted()).isZero();
        }
    }

    /** DANE needs the certificates, also those that MTA-STS rejects. */
    @Test
    void certificates_areThoseThatTheServerSent() throws Exception {
        X509Bundle selfSigned = TestPki.selfSigned(TestPki.leaf(HOST).setIsCertificateAuthority(true));
        X509Bundle good = issued(TestPki.leaf(HOST));
        for (X509Bundle sent : List.of(selfSigned, good)) {
            try (ScriptedServer server = start((socket, number) -> protect(socket, TestPki.server(sent)))) {
                assertThat(probe(server).certificates()).containsExactly(sent.getCertificatePath());
            }
        }
        try (ScriptedServer server = start((socket, number) -> until(SessionStage.GREETING, socket))) {
            assertThat(FIXTURE.probe(server.port(), SHORT, "127.0.1.1").certificates())
                    .isEmpty();
        }
    }

    @Test
    void cancel_endsTheSession() throws Exception {
        CountDownLatch accepted = new CountDownLatch(1);
        try (ScriptedServer server = start((socket, number) -> accepted.countDown())) {
            UniAssertSubscriber<StarttlsProbe> probing = FIXTURE.probing(server.port(), LONG, "127.0.1.1")
                    .subscribe()
                    .withSubscriber(UniAssertSubscriber.create());
            assertThat(accepted.await(10, TimeUnit.SECONDS)).isTrue();
            probing.cancel();
            server.awaitNoConnection();
            probing.assertNotTerminated();
        }
    }

    private static Kind timeout(SessionStage stage) {
        return stage == SessionStage.GREETING ? Kind.GREETING_TIMEOUT : Kind.TIMEOUT;
    }

    private static StarttlsProbe probe(ScriptedServer server) throws InterruptedException {
        StarttlsProbe probe = FIXTURE.probe(server);
        server.awaitNoConnection();
        return probe;
    }

    private static ScriptedServer start(ScriptedServer.Script script) {
        return ScriptedServer.start("127.0.1.1", 0, script);
    }

    private static SSLSocket tls(Socket socket, SSLContext context) throws IOException {
        SSLSocket tls = (SSLSocket) context.getSocketFactory().createSocket(socket, null, true);
        tls.setUseClientMode(false);
        tls.startHandshake();
        return tls;
    }

    /** The time between the drops. */
    private static void pause(Object never) throws IOException {
        synchronized (never) {
            try {
                never.wait(50);
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }
    }
}
