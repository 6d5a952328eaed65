package io.mtasts.https;

import static io.mtasts.https.FetchFixture.address;
import static io.mtasts.https.ScriptedServer.readRequest;
import static io.mtasts.https.ScriptedServer.tls;
import static io.mtasts.https.ScriptedServer.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.mtasts.LeakGuard;
import io.mtasts.net.ConnectionBudget;
import io.mtasts.tls.TlsClients;
import io.mtasts.tls.TlsEngine;
import io.mtasts.verdict.AddressFailure;
import io.mtasts.verdict.CertificateProblem;
import io.mtasts.verdict.FetchFailure;
import io.mtasts.verdict.FetchFailure.Kind;
import io.mtasts.verdict.HostLookup;
import io.mtasts.verdict.Lookup;
import io.mtasts.verdict.PolicyFetch;
import io.netty.channel.DefaultEventLoop;
import io.netty.channel.EventLoop;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Which addresses are connected to, and what is told of the others. */
@ExtendWith(LeakGuard.class)
final class PolicyFetcherAddressesTest {

    private static final FetchFixture FIXTURE = new FetchFixture();
    private static final SSLContext GOOD = TestPki.server(TestPki.GOOD);
    private static final SSLContext OTHER_NAME =
            TestPki.server(TestPki.issue(TestPki.INTERMEDIATE, TestPki.leaf("www.example.com")));
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";

    @AfterAll
    static void close() {
        FIXTURE.close();
    }

    @Test
    void noAddress() {
        PolicyFetch fetch = FIXTURE.fetch(1, FetchFixture.LONG);
        assertThat(fetch.failure()).contains(FetchFailure.of(Kind.NO_ADDRESS, "A: NO_DATA, AAAA: NO_DATA"));
        assertThat(fetch.notPublic()).isEmpty();
    }

    @Test
    void notPublic_isNotConnectedTo() throws Exception {
        for (String refused : List.of("127.0.0.1", "64:ff9b::7f00:1")) {
            try (ScriptedServer server = ScriptedServer.start("127.0.0.1", 0, (socket, number) -> {})) {
                PolicyFetch fetch = FIXTURE.fetch(server.port(), FetchFixture.LONG, refused);
                assertThat(fetch.failure().orElseThrow().kind()).isEqualTo(Kind.NOT_PUBLIC);
                assertThat(fetch.notPublic()).containsExactly(address(refused));
                assertThat(server.accepted()).isZero();
            }
        }
    }

    @Test
    void mixed_usesOnlyThePublicAddress() throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(GOOD, OK);
                ScriptedServer refused = ScriptedServer.start("127.0.0.1", server.port(), (socket, number) -> {})) {
            PolicyFetch fetch = FIXTURE.fetch(
                    server.port(), FetchFixture.LONG, "127.0.0.1", "127.0.1.1", "192.168.1.10", "fc00::1");
            assertThat(fetch.response()).isPresent();
            assertThat(fetch.notPublic())
                    .containsExactly(address("127.0.0.1"), address("192.168.1.10"), address("fc00::1"));
            assertThat(fetch.failedAddresses()).isEmpty();
            assertThat(refused.accepted()).isZero();
        }
    }

    @Test
    void connection_usesOnlyTheGivenAddress() throws Exception {
        List<InetAddress> reached = new CopyOnWriteArrayList<>();
        try (ScriptedServer server = ScriptedServer.start("127.0.1.77", 0, (socket, number) -> {
                    reached.add(socket.getLocalAddress());
                    readAndAnswer(socket);
                });
                ScriptedServer rebound = ScriptedServer.start("127.0.0.1", server.port(), (socket, number) -> {})) {
            // the address carries a name that leads elsewhere, and must not be looked up by it
            InetAddress named =
                    InetAddress.getByAddress("localhost", address("127.0.1.77").getAddress());
            HostLookup host = new HostLookup(
                    TestPki.HOST,
                    Lookup.found(TestPki.HOST, List.of(named)),
                    Lookup.without(TestPki.HOST, Lookup.Outcome.NO_DATA));
            assertThat(FIXTURE.fetch(TestPki.trust(), server.port(), FetchFixture.LONG, host)
                            .response())
                    .isPresent();
            assertThat(reached).isNotEmpty().containsOnly(address("127.0.1.77"));
            assertThat(rebound.accepted()).isZero();
        }
    }

    @Test
    void refused() throws Exception {
        FetchFailure failure = FIXTURE.fetch(freePort(), FetchFixture.LONG, "127.0.1.1", "::1")
                .failure()
                .orElseThrow();
        assertThat(failure.kind()).isEqualTo(Kind.REFUSED);
        assertThat(failure.detail()).contains("Connection refused");
    }

    @Test
    void deadIpv6_liveIpv4() throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(GOOD, OK)) {
            PolicyFetch fetch = FIXTURE.fetch(server.port(), FetchFixture.LONG, "127.0.1.1", "::1");
            assertThat(fetch.response()).isPresent();
            assertThat(fetch.failedAddresses())
                    .extracting(AddressFailure::address)
                    .containsExactly(address("::1"));
            assertThat(fetch.failedAddresses().get(0).failure().kind()).isEqualTo(Kind.REFUSED);
            server.awaitNoConnection();
        }
    }

    @Test
    void silentIpv6_liveIpv4() throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(GOOD, OK);
                Silence silence = new Silence("::1", server.port())) {
            PolicyFetch fetch = FIXTURE.fetch(silence.port(), Duration.ofSeconds(2), "127.0.1.1", "::1");
            assertThat(fetch.response()).isPresent();
            assertThat(fetch.slow()).isFalse();
            assertThat(fetch.failedAddresses())
                    .containsExactly(new AddressFailure(address("::1"), FetchFailure.of(Kind.TIMEOUT, "connecting")));
        }
    }

    @Test
    void silence_everywhere() throws Exception {
        try (Silence first = new Silence("127.0.1.1", 0);
                Silence second = new Silence("127.0.1.2", first.port())) {
            assertThat(FIXTURE.fetch(second.port(), Duration.ofMillis(900), "127.0.1.1", "127.0.1.2")
                            .failure())
                    .contains(FetchFailure.of(Kind.TIMEOUT, "connecting"));
        }
    }

    @Test
    void live_bothAreReported() throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(GOOD, OK);
                ScriptedServer other =
                        ScriptedServer.start("::1", server.port(), (socket, number) -> readAndAnswer(socket))) {
            PolicyFetch fetch = FIXTURE.fetch(server.port(), FetchFixture.LONG, "127.0.1.1", "::1");
            assertThat(fetch.response()).isPresent();
            assertThat(fetch.failedAddresses()).isEmpty();
            server.awaitNoConnection();
            other.awaitNoConnection();
            assertThat(server.accepted()).as("looked at, not asked").isEqualTo(1);
        }
    }

    @Test
    void wrongCertificate_thenTheNextAddress() throws Exception {
        try (ScriptedServer wrong = ScriptedServer.answering(OTHER_NAME, OK);
                ScriptedServer right =
                        ScriptedServer.start("127.0.1.2", wrong.port(), (socket, number) -> readAndAnswer(socket))) {
            PolicyFetch fetch = FIXTURE.fetch(right.port(), FetchFixture.LONG, "127.0.1.1", "127.0.1.2");
            assertThat(fetch.response()).isPresent();
            AddressFailure failed = fetch.failedAddresses().get(0);
            assertThat(failed.address()).isEqualTo(address("127.0.1.1"));
            assertThat(failed.failure().certificateProblems()).containsExactly(CertificateProblem.NAME_MISMATCH);
        }
    }

    @Test
    void silentHandshake_doesNotDelayTheNextAddress() throws Exception {
        try (ScriptedServer silent = ScriptedServer.start("127.0.1.1", 0, (socket, number) -> {});
                ScriptedServer right =
                        ScriptedServer.start("127.0.1.2", silent.port(), (socket, number) -> readAndAnswer(socket))) {
            PolicyFetch fetch = FIXTURE.fetch(right.port(), FetchFixture.LONG, "127.0.1.1", "127.0.1.2");
            assertThat(fetch.response()).isPresent();
            assertThat(fetch.failedAddresses()).as("it accepts connections").isEmpty();
            silent.awaitNoConnection();
            right.awaitNoConnection();
            assertThat(silent.accepted()).isEqualTo(1);
        }
    }

    @Test
    void allFail_theMostSpecificFailureIsReported() throws Exception {
        try (ScriptedServer wrong = ScriptedServer.answering(OTHER_NAME, OK);
                ScriptedServer silent = ScriptedServer.start("127.0.1.2", wrong.port(), (socket, number) -> {})) {
            PolicyFetch fetch =
                    FIXTURE.fetch(silent.port(), FetchFixture.SHORT, "127.0.1.1", "127.0.1.2", "127.0.1.3", "::1");
            assertThat(fetch.failure().orElseThrow().kind()).isEqualTo(Kind.CERTIFICATE);
            assertThat(fetch.tls()).isPresent();
            assertThat(fetch.failedAddresses()).isEmpty();
            silent.awaitNoConnection();
        }
    }

    @Test
    void failedResponse_isNotRetriedElsewhere() throws Exception {
        try (ScriptedServer bad = ScriptedServer.answering(GOOD, "garbage");
                ScriptedServer good =
                        ScriptedServer.start("127.0.1.2", bad.port(), (socket, number) -> readAndAnswer(socket))) {
            PolicyFetch fetch = FIXTURE.fetch(good.port(), FetchFixture.LONG, "127.0.1.1", "127.0.1.2");
            assertThat(fetch.failure().orElseThrow().kind()).isEqualTo(Kind.TRUNCATED);
        }
    }

    @Test
    void nat64_unreachable() throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(GOOD, OK)) {
            PolicyFetch fetch = FIXTURE.fetch(server.port(), Duration.ofSeconds(3), "64:ff9b::7f00:101");
            assertThat(fetch.response()).isPresent();
            assertThat(fetch.failedAddresses()).isEmpty();
            assertThat(fetch.notPublic()).isEmpty();
            server.awaitNoConnection();
        }
    }

    @Test
    void port_ofAllowedAndPublicAddresses() {
        EventLoop loop = new DefaultEventLoop();
        TlsClients tls = new TlsClients(TlsEngine.JDK, TestPki.trust(), HttpProtocol.ids());
        FetchSettings settings =
                new FetchSettings(8443, 443, FetchFixture.LONG, FetchFixture.LONG, 1, TlsEngine.AUTO, "");
        FetchContext task = new FetchContext(
                loop,
                FIXTURE.guard(),
                tls,
                settings,
                TestPki.HOST,
                0,
                ConnectionBudget.Limits.PER_CHECK.forCheck(),
                tls.budget(ConnectionBudget.Limits.PER_CHECK.forCheck()),
                failure -> {});
        assertThat(task.server(address("127.0.1.1")).getPort()).isEqualTo(8443);
        assertThat(task.server(address("64:ff9b::7f00:101")).getPort()).isEqualTo(8443);
        assertThat(task.server(address("9.9.9.9")).getPort()).isEqualTo(443);
    }

    private static void readAndAnswer(Socket socket) throws IOException {
        Socket tls = tls(socket, GOOD);
        readRequest(tls);
        write(tls, OK);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** A port where connections are neither accepted nor refused, since its queue is full. */
    private static final class Silence implements AutoCloseable {

        private final ServerSocket server = new ServerSocket();
        private final List<Socket> queue = new CopyOnWriteArrayList<>();

        Silence(String address, int port) throws IOException {
            server.bind(new InetSocketAddress(address(address), port), 1);
            for (boolean room = true; room; ) {
                Socket socket = new Socket();
                queue.add(socket);
                room = connects(socket);
            }
        }

        int port() {
            return server.getLocalPort();
        }

        private boolean connects(Socket socket) throws IOException {
            try {
                socket.connect(server.getLocalSocketAddress(), 200);
                return true;
            } catch (SocketTimeoutException e) {
                return false;
            }
        }

        @Override
        public void close() throws IOException {
            for (Socket socket : queue) {
                socket.close();
            }
            server.close();
        }
    }
}
