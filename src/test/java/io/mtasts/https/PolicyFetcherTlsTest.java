package io.mtasts.https;

import static io.mtasts.https.TestPki.HOST;
import static io.mtasts.https.TestPki.INTERMEDIATE;
import static io.mtasts.https.TestPki.issue;
import static io.mtasts.https.TestPki.leaf;
import static io.mtasts.lab.ScriptedServer.readRequest;
import static io.mtasts.lab.ScriptedServer.tls;
import static io.mtasts.lab.ScriptedServer.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.mtasts.LeakGuard;
import io.mtasts.lab.Certificates;
import io.mtasts.lab.ScriptedServer;
import io.mtasts.tls.MtaStsTrustManager;
import io.mtasts.tls.SignatureProvider;
import io.mtasts.tls.TlsBudget;
import io.mtasts.tls.TlsEngine;
import io.mtasts.verdict.CertificateProblem;
import io.mtasts.verdict.FetchFailure;
import io.mtasts.verdict.FetchFailure.Kind;
import io.mtasts.verdict.HostLookup;
import io.mtasts.verdict.PolicyFetch;
import io.mtasts.verdict.TlsInfo;
import io.netty.channel.EventLoopGroup;
import io.netty.handler.ssl.OpenSsl;
import io.netty.pkitesting.X509Bundle;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.impl.VertxInternal;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The handshake: its failures, its facts, and the protocol above it. */
@ExtendWith(LeakGuard.class)
final class PolicyFetcherTlsTest {

    private static final FetchFixture FIXTURE = new FetchFixture();
    private static final SSLContext GOOD = TestPki.server(TestPki.GOOD);
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";

    @AfterAll
    static void close() {
        FIXTURE.close();
    }

    @Test
    void certificate_ofAnotherName() throws Exception {
        X509Bundle bundle = issue(INTERMEDIATE, leaf("www.example.com"));
        PolicyFetch fetch = fetch(TestPki.server(bundle));
        FetchFailure failure = fetch.failure().orElseThrow();
        assertThat(failure.kind()).isEqualTo(Kind.CERTIFICATE);
        assertThat(failure.certificateProblems()).containsExactly(CertificateProblem.NAME_MISMATCH);
        TlsInfo tls = fetch.tls().orElseThrow();
        assertThat(tls.protocol()).isEmpty();
        assertThat(tls.only13()).isFalse();
        assertThat(tls.certificate().orElseThrow().names()).containsExactly("www.example.com");
    }

    @Test
    void certificate_refused_nothingIsSent() throws Exception {
        List<String> requests = new CopyOnWriteArrayList<>();
        SSLContext context = TestPki.server(issue(TestPki.root("CN=Other"), leaf(HOST)));
        for (String version : List.of("TLSv1.2", "TLSv1.3")) {
            try (ScriptedServer server = ScriptedServer.start("127.0.1.1", 0, (socket, number) -> {
                requests.add(readRequest(restricted(socket, context, version)));
            })) {
                assertThat(FIXTURE.fetch(server, FetchFixture.LONG)
                                .failure()
                                .orElseThrow()
                                .certificateProblems())
                        .containsExactly(CertificateProblem.CHAIN_INCOMPLETE);
                server.awaitNoConnection();
            }
        }
        assertThat(requests).allMatch(String::isEmpty);
    }

    @Test
    void certificate_faultsAreReportedTogether() throws Exception {
        X509Bundle bundle =
                TestPki.selfSigned(TestPki.expired(leaf("www.example.com")).setIsCertificateAuthority(true));
        assertThat(fetch(TestPki.server(bundle)).failure().orElseThrow().certificateProblems())
                .containsExactlyInAnyOrder(
                        CertificateProblem.EXPIRED, CertificateProblem.NAME_MISMATCH, CertificateProblem.UNTRUSTED);
    }

    @Test
    void only13_tls12Rejected() throws Exception {
        try (ScriptedServer server = versions("TLSv1.3")) {
            assertThat(FIXTURE.fetch(server, FetchFixture.LONG)
                            .tls()
                            .orElseThrow()
                            .only13())
                    .isTrue();
            server.awaitNoConnection();
        }
    }

    @Test
    void only13_bothAccepted() throws Exception {
        try (ScriptedServer server = versions("TLSv1.2", "TLSv1.3")) {
            TlsInfo tls = FIXTURE.fetch(server, FetchFixture.LONG).tls().orElseThrow();
            assertThat(tls.protocol()).isEqualTo("TLSv1.3");
            assertThat(tls.only13()).isFalse();
            server.awaitNoConnection();
        }
    }

    @Test
    void tls12() throws Exception {
        try (ScriptedServer server = versions("TLSv1.2")) {
            TlsInfo tls = FIXTURE.fetch(server, FetchFixture.LONG).tls().orElseThrow();
            assertThat(tls.protocol()).isEqualTo("TLSv1.2");
            assertThat(tls.only13()).isFalse();
            server.awaitNoConnection();
            assertThat(server.accepted()).isEqualTo(1);
        }
    }

    /** Of a session that is resumed no certificate is judged. */
    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void session_isNotResumed(String version) throws Exception {
        LaterClock clock = new LaterClock();
        try (ScriptedServer server = versions(version)) {
            MtaStsTrustManager trust =
                    new MtaStsTrustManager(Set.of(TestPki.ROOT.getCertificate()), SignatureProvider.AUTO, clock);
            PolicyFetcher fetcher = FIXTURE.fetcher(trust, server.port(), FetchFixture.LONG);
            HostLookup host = FetchFixture.host("127.0.1.1");
            assertThat(FIXTURE.fetch(fetcher, host).response()).isPresent();
            server.awaitNoConnection();
            clock.ahead = Duration.ofDays(60);
            assertThat(FIXTURE.fetch(fetcher, host).failure().orElseThrow().certificateProblems())
                    .containsExactly(CertificateProblem.EXPIRED);
        }
    }

    @Test
    void certificate_revokedByAStapledResponse() throws Exception {
        assumeThat(OpenSsl.isAvailable()).as("for the server").isTrue();
        RevokedStatus revoked = new RevokedStatus(Date.from(TestPki.NOW), CRLReason.keyCompromise);
        assertThat(fetchWithStaple(revoked).failure().orElseThrow().certificateProblems())
                .containsExactly(CertificateProblem.REVOKED);
        assertThat(fetchWithStaple(CertificateStatus.GOOD).response()).isPresent();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            # what comes after the ClientHello,                  kind,        detail
            15030100020246,                                      TLS_VERSION, neither TLS 1.2 nor TLS 1.3
            15030300020228,                                      TLS_FAILED,  alert handshake_failure
            15030300020270,                                      TLS_FAILED,  alert unrecognized_name
            485454502f312e31203430302042616420526571756573740d0a0d0a, TLS_FAILED, the answer is not TLS
            """)
    void handshake_refused(String hex, Kind kind, String detail) throws Exception {
        assertThat(failureAfterHello(hex, false)).isEqualTo(FetchFailure.of(kind, detail));
    }

    @Test
    void handshake_oldVersionChosen() throws Exception {
        // ServerHello of TLS 1.1 with TLS_RSA_WITH_AES_128_CBC_SHA
        String hello = "02000026" + "0302" + "11".repeat(32) + "00" + "002f" + "00";
        FetchFailure failure = failureAfterHello("160302002a" + hello, false);
        assertThat(failure.kind()).isEqualTo(Kind.TLS_VERSION);
    }

    @Test
    void handshake_closed() throws Exception {
        assertThat(failureAfterHello("", true))
                .isEqualTo(FetchFailure.of(Kind.TLS_FAILED, "the connection ended in the TLS handshake"));
    }

    @Test
    void handshake_reset() throws Exception {
        try (ScriptedServer server = ScriptedServer.start("127.0.1.1", 0, (socket, number) -> {
            socket.getInputStream().read();
            socket.setSoLinger(true, 0);
            socket.close();
        })) {
            assertThat(FIXTURE.fetch(server, FetchFixture.LONG).failure())
                    .contains(FetchFailure.of(Kind.TLS_FAILED, "the connection ended in the TLS handshake"));
        }
    }

    @Test
    void handshake_silence() throws Exception {
        try (ScriptedServer server = ScriptedServer.start("127.0.1.1", 0, (socket, number) -> {})) {
            assertThat(FIXTURE.fetch(server, FetchFixture.SHORT).failure())
                    .contains(FetchFailure.of(Kind.TIMEOUT, "TLS handshake"));
            server.awaitNoConnection();
            assertThat(server.accepted()).isEqualTo(1);
        }
    }

    /** Thousands of links would have to be read and sorted before anything is judged. */
    @Test
    void handshake_hugeChain() throws Exception {
        X509Certificate[] chain = Stream.concat(
                        Stream.of(TestPki.GOOD.getCertificate()),
                        Stream.generate(INTERMEDIATE::getCertificate).limit(2_000))
                .toArray(X509Certificate[]::new);
        PolicyFetch fetch = fetch(TestPki.server(TestPki.GOOD, chain));
        assertThat(fetch.failure().orElseThrow().kind()).isEqualTo(Kind.LIMIT_EXCEEDED);
    }

    @Test
    void handshake_longestAcceptedChain() throws Exception {
        X509Certificate[] chain = Stream.concat(
                        Stream.of(TestPki.GOOD.getCertificate()),
                        Stream.generate(INTERMEDIATE::getCertificate).limit(8))
                .toArray(X509Certificate[]::new);
        assertThat(fetch(TestPki.server(TestPki.GOOD, chain)).response()).isPresent();
    }

    /** Of TLS 1.2. What the client would have to compute again and again is not begun once. */
    @Test
    void renegotiation_isRefused() throws Exception {
        try (ScriptedServer server = ScriptedServer.start("127.0.1.1", 0, (socket, number) -> {
            SSLSocket tls = restricted(socket, GOOD, "TLSv1.2");
            readRequest(tls);
            tls.startHandshake();
            write(tls, OK);
        })) {
            assertThat(FIXTURE.fetch(server, FetchFixture.LONG).failure())
                    .contains(FetchFailure.of(Kind.LIMIT_EXCEEDED, "a renegotiation of TLS, which is not supported"));
            server.awaitNoConnection();
            assertThat(server.accepted()).isEqualTo(1);
        }
    }

    /** Not every engine knows the old ways to agree on a key. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "TLS_DHE_RSA_WITH_AES_128_GCM_SHA256",
                "TLS_RSA_WITH_AES_128_CBC_SHA",
                "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256"
            })
    void cipher(String suite) throws Exception {
        // A newer JVM has no RSA key exchange, so it cannot be the server.
        assumeThat(suite.startsWith("TLS_RSA_") && Runtime.version().feature() >= 24)
                .isFalse();
        SSLContext rsa = TestPki.server(issue(INTERMEDIATE, Certificates.withRsaKey(leaf(HOST))));
        try (ScriptedServer server = ScriptedServer.start("127.0.1.1", 0, (socket, number) -> {
            SSLSocket tls = (SSLSocket) rsa.getSocketFactory().createSocket(socket, null, true);
            tls.setUseClientMode(false);
            tls.setEnabledProtocols(new String[] {"TLSv1.2"});
            tls.setEnabledCipherSuites(new String[] {suite});
            tls.startHandshake();
            readRequest(tls);
            write(tls, OK);
        })) {
            assertThat(FIXTURE.fetch(server, FetchFixture.LONG).response()).isPresent();
            server.awaitNoConnection();
        }
    }

    /** Groups of any size come from the server. BoringSSL knows none of them, so the second handshake is the JDK's. */
    @ParameterizedTest
    @CsvSource({"2048, true", "4096, true", "4104, false", "8192, false"})
    void keyExchange_ofLargeGroups(int bits, boolean accepted) throws Exception {
        AtomicBoolean answered = new AtomicBoolean();
        X509Bundle rsa = issue(INTERMEDIATE, Certificates.withRsaKey(leaf(HOST)));
        try (ScriptedServer server = ScriptedServer.start("127.0.1.1", 0, (socket, number) -> {
            if (DheServer.offersDhe(socket)) {
                answered.set(DheServer.serve(socket, rsa, bits));
                socket.close();
            }
        })) {
            FetchFailure failure =
                    FIXTURE.fetch(server, FetchFixture.LONG).failure().orElseThrow();
            assertThat(failure.kind()).isEqualTo(accepted ? Kind.TLS_FAILED : Kind.LIMIT_EXCEEDED);
            assertThat(answered.get()).as("the client computed its share").isEqualTo(accepted);
            server.awaitNoConnection();
            assertThat(server.accepted()).isLessThanOrEqualTo(2);
        }
    }

    /**
     * Hosts that speak nothing but costly key exchanges: what a healthy host needs is done meanwhile. With BoringSSL first,
     * such an exchange is always a repetition, which gives way. The JDK's engine alone learns of the cost only by paying it.
     */
    @Test
    void keyExchange_expensiveOnesDoNotDelayOthers() throws Exception {
        assumeThat(FetchFixture.ENGINE).isNotEqualTo(TlsEngine.JDK);
        X509Bundle rsa = issue(INTERMEDIATE, Certificates.withRsaKey(leaf(HOST)));
        AtomicInteger costly = new AtomicInteger();
        try (ScriptedServer attacker = ScriptedServer.start("127.0.1.1", 0, (socket, number) -> {
                    if (DheServer.offersDhe(socket)) {
                        DheServer.serve(socket, rsa, 4096);
                        costly.incrementAndGet();
                    }
                });
                ScriptedServer healthy = ScriptedServer.responding(GOOD, OK)) {
            PolicyFetcher attacked = FIXTURE.fetcher(TestPki.trust(), attacker.port(), FetchFixture.LONG);
            PolicyFetcher fetcher = FIXTURE.fetcher(TestPki.trust(), healthy.port(), FetchFixture.LONG);
            List<Cancellable> fetches = IntStream.range(0, 40)
                    .mapToObj(i -> attacked.fetch(FetchFixture.host("127.0.1.1"))
                            .subscribe()
                            .with(fetch -> {}))
                    .toList();
            assertThat(fetcher.fetch(FetchFixture.host("127.0.1.1"))
                            .await()
                            .atMost(FetchFixture.LONG)
                            .response())
                    .isPresent();
            int before = costly.get();
            fetches.forEach(Cancellable::cancel);
            assertThat(before).as("key exchanges that were done first").isLessThan(40);
            attacker.awaitNoConnection();
        }
    }

    @Test
    void handshakes_areCountedForAllAddresses() throws Exception {
        String[] addresses =
                IntStream.rangeClosed(1, 8).mapToObj(i -> "127.0.1." + i).toArray(String[]::new);
        List<ScriptedServer> servers = new ArrayList<>();
        try {
            int port = 0;
            for (String address : addresses) {
                servers.add(ScriptedServer.start(address, port, (socket, number) -> DheServer.rejectHello(socket)));
                port = servers.get(0).port();
            }
            assertThat(FIXTURE.fetch(port, FetchFixture.LONG, addresses).failure())
                    .contains(FetchFailure.of(Kind.TLS_FAILED, "alert handshake_failure"));
            assertThat(servers.stream().mapToInt(ScriptedServer::accepted).sum())
                    .isBetween(8, TlsBudget.MAX_HANDSHAKES);
        } finally {
            for (ScriptedServer server : servers) {
                server.close();
            }
        }
    }

    @Test
    void cancel_closesTheConnectionAtOnce() throws Exception {
        CountDownLatch connected = new CountDownLatch(1);
        try (ScriptedServer server = ScriptedServer.start("127.0.1.1", 0, (socket, number) -> connected.countDown())) {
            Cancellable fetch = FIXTURE.fetcher(TestPki.trust(), server.port(), FetchFixture.LONG)
                    .fetch(FetchFixture.host("127.0.1.1"))
                    .subscribe()
                    .with(result -> {});
            connected.await();
            long start = System.nanoTime();
            fetch.cancel();
            server.awaitNoConnection();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(FetchFixture.LONG.dividedBy(4));
        }
    }

    @Test
    void clientCertificate_demanded() throws Exception {
        for (String version : List.of("TLSv1.2", "TLSv1.3")) {
            try (ScriptedServer server = ScriptedServer.start("127.0.1.1", 0, (socket, number) -> {
                SSLSocket tls = (SSLSocket) GOOD.getSocketFactory().createSocket(socket, null, true);
                tls.setUseClientMode(false);
                tls.setEnabledProtocols(new String[] {version});
                tls.setNeedClientAuth(true);
                tls.startHandshake();
            })) {
                FetchFailure failure =
                        FIXTURE.fetch(server, FetchFixture.LONG).failure().orElseThrow();
                assertThat(failure.kind()).isEqualTo(Kind.TLS_FAILED);
                assertThat(failure.detail()).startsWith("alert ");
                server.awaitNoConnection();
            }
        }
    }

    private static String text(String hex) {
        return new String(HexFormat.of().parseHex(hex), StandardCharsets.ISO_8859_1);
    }

    private static FetchFailure failureAfterHello(String hex, boolean close) throws Exception {
        try (ScriptedServer server = ScriptedServer.start("127.0.1.1", 0, (socket, number) -> {
            byte[] header = socket.getInputStream().readNBytes(5);
            socket.getInputStream().readNBytes((header[3] & 0xff) << 8 | (header[4] & 0xff));
            write(socket, text(hex));
            if (close) {
                socket.shutdownOutput();
            }
        })) {
            PolicyFetch fetch = FIXTURE.fetch(server, FetchFixture.LONG);
            server.awaitNoConnection();
            return fetch.failure().orElseThrow();
        }
    }

    private static PolicyFetch fetchWithStaple(CertificateStatus status) throws Exception {
        byte[] answer = TestOcsp.answer(INTERMEDIATE, INTERMEDIATE, TestPki.GOOD, status);
        EventLoopGroup loops = ((VertxInternal) FIXTURE.vertx()).getEventLoopGroup();
        try (StaplingServer server = new StaplingServer(loops, TestPki.GOOD, answer)) {
            return FIXTURE.fetch(server.port(), FetchFixture.LONG, "127.0.1.1");
        }
    }

    private static PolicyFetch fetch(SSLContext context) throws Exception {
        try (ScriptedServer server = ScriptedServer.responding(context, OK)) {
            PolicyFetch fetch = FIXTURE.fetch(server, FetchFixture.LONG);
            server.awaitNoConnection();
            return fetch;
        }
    }

    private static ScriptedServer versions(String... protocols) {
        return ScriptedServer.start("127.0.1.1", 0, (socket, number) -> {
            SSLSocket tls = restricted(socket, GOOD, protocols);
            readRequest(tls);
            write(tls, OK);
        });
    }

    private static SSLSocket restricted(Socket socket, SSLContext context, String... protocols) throws IOException {
        SSLSocket tls = (SSLSocket) context.getSocketFactory().createSocket(socket, null, true);
        tls.setUseClientMode(false);
        tls.setEnabledProtocols(protocols);
        tls.startHandshake();
        return tls;
    }

    private static final class LaterClock extends Clock {

        private volatile Duration ahead = Duration.ZERO;

        @Override
        public Instant instant() {
            return Instant.now().plus(ahead);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }
}
