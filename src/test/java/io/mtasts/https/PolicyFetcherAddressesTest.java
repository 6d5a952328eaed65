package io.mtasts.https;

import static io.mtasts.https.FetchFixture.address;
import static io.mtasts.lab.ScriptedServer.readRequest;
import static io.mtasts.lab.ScriptedServer.tls;
import static io.mtasts.lab.ScriptedServer.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mtasts.LeakGuard;
import io.mtasts.lab.ScriptedServer;
import io.mtasts.net.ConnectionBudget;
import io.mtasts.net.SocketsExhaustedException;
import io.mtasts.tls.TlsClients;
import io.mtasts.tls.TlsEngine;
import io.mtasts.verdict.AddressFetch;
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
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
        try (ScriptedServer server = ScriptedServer.responding(GOOD, OK);
                ScriptedServer refused = ScriptedServer.start("127.0.0.1", server.port(), (socket, number) -> {})) {
            PolicyFetch fetch = FIXTURE.fetch(
                    server.port(), FetchFixture.LONG, "127.0.0.1", "127.0.1.1", "192.168.1.10", "fc00::1");
            assertThat(fetch.response()).isPresent();
            assertThat(fetch.notPublic())
                    .containsExactly(address("127.0.0.1"), address("192.168.1.10"), address("fc00::1"));
            assertThat(answers(fetch)).containsExactly("127.0.1.1 200");
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
        try (ScriptedServer server = ScriptedServer.responding(GOOD, OK)) {
            PolicyFetch fetch = FIXTURE.fetch(server.port(), FetchFixture.LONG, "127.0.1.1", "::1");
            assertThat(fetch.response()).isPresent();
            assertThat(answers(fetch)).containsExactly("0:0:0:0:0:0:0:1 REFUSED", "127.0.1.1 200");
            server.awaitNoConnection();
        }
    }

    @Test
    void silentIpv6_liveIpv4() throws Exception {
        try (ScriptedServer server = ScriptedServer.responding(GOOD, OK);
                Silence silence = new Silence("::1", server.port())) {
            PolicyFetch fetch = FIXTURE.fetch(silence.port(), Duration.ofSeconds(2), "127.0.1.1", "::1");
            assertThat(fetch.response()).isPresent();
            assertThat(fetch.slow()).isFalse();
            assertThat(answers(fetch)).containsExactly("0:0:0:0:0:0:0:1 TIMEOUT", "127.0.1.1 200");
            assertThat(fetch.answers().get(0).failure()).contains(FetchFailure.of(Kind.TIMEOUT, "connecting"));
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
    void live_bothAreFetchedFrom() throws Exception {
        try (ScriptedServer server = ScriptedServer.responding(GOOD, OK);
                ScriptedServer other =
                        ScriptedServer.start("::1", server.port(), (socket, number) -> readAndAnswer(socket))) {
            PolicyFetch fetch = FIXTURE.fetch(server.port(), FetchFixture.LONG, "127.0.1.1", "::1");
            assertThat(fetch.response()).isPresent();
            assertThat(answers(fetch)).containsExactly("0:0:0:0:0:0:0:1 200", "127.0.1.1 200");
            server.awaitNoConnection();
            other.awaitNoConnection();
            assertThat(server.accepted() + other.accepted())
                    .as("one fetch from each, and one look at TLS 1.2")
                    .isEqualTo(3);
        }
    }

    @Test
    void wrongCertificate_thenTheNextAddress() throws Exception {
        try (ScriptedServer wrong = ScriptedServer.responding(OTHER_NAME, OK);
                ScriptedServer right =
                        ScriptedServer.start("127.0.1.2", wrong.port(), (socket, number) -> readAndAnswer(socket))) {
            PolicyFetch fetch = FIXTURE.fetch(right.port(), FetchFixture.LONG, "127.0.1.1", "127.0.1.2");
            assertThat(fetch.response()).isPresent();
            assertThat(answers(fetch)).containsExactly("127.0.1.1 CERTIFICATE", "127.0.1.2 200");
            AddressFetch failed = fetch.answers().get(0);
            assertThat(failed.failure().orElseThrow().certificateProblems())
                    .containsExactly(CertificateProblem.NAME_MISMATCH);
            assertThat(failed.tls().orElseThrow().certificate().orElseThrow().names())
                    .containsExactly("www.example.com");
        }
    }

    @Test
    void silentHandshake_isWaitedForUntilTheDeadline() throws Exception {
        try (ScriptedServer silent = ScriptedServer.start("127.0.1.1", 0, (socket, number) -> {});
                ScriptedServer right =
                        ScriptedServer.start("127.0.1.2", silent.port(), (socket, number) -> readAndAnswer(socket))) {
            PolicyFetch fetch = FIXTURE.fetch(right.port(), Duration.ofSeconds(2), "127.0.1.1", "127.0.1.2");
            assertThat(fetch.response()).isPresent();
            assertThat(fetch.slow()).as("the judged answer was quick").isFalse();
            assertThat(answers(fetch)).containsExactly("127.0.1.1 TIMEOUT", "127.0.1.2 200");
            assertThat(fetch.answers().get(0).failure()).contains(FetchFailure.of(Kind.TIMEOUT, "TLS handshake"));
            silent.awaitNoConnection();
            right.awaitNoConnection();
            assertThat(silent.accepted()).isEqualTo(1);
        }
    }

    @Test
    void allFail_theMostSpecificFailureIsReported() throws Exception {
        try (ScriptedServer wrong = ScriptedServer.responding(OTHER_NAME, OK);
                ScriptedServer silent = ScriptedServer.start("127.0.1.2", wrong.port(), (socket, number) -> {})) {
            PolicyFetch fetch =
                    FIXTURE.fetch(silent.port(), FetchFixture.SHORT, "127.0.1.1", "127.0.1.2", "127.0.1.3", "::1");
            assertThat(fetch.failure().orElseThrow().kind()).isEqualTo(Kind.CERTIFICATE);
            assertThat(fetch.tls()).isPresent();
            assertThat(answers(fetch))
                    .containsExactly(
                            "0:0:0:0:0:0:0:1 REFUSED",
                            "127.0.1.1 CERTIFICATE",
                            "127.0.1.2 TIMEOUT",
                            "127.0.1.3 REFUSED");
            silent.awaitNoConnection();
        }
    }

    @Test
    void failedAnswer_anotherAddressServes() throws Exception {
        try (ScriptedServer bad = ScriptedServer.responding(GOOD, "garbage");
                ScriptedServer good =
                        ScriptedServer.start("127.0.1.2", bad.port(), (socket, number) -> readAndAnswer(socket))) {
            PolicyFetch fetch = FIXTURE.fetch(good.port(), FetchFixture.LONG, "127.0.1.1", "127.0.1.2");
            assertThat(answers(fetch)).containsExactly("127.0.1.1 TRUNCATED", "127.0.1.2 200");
            assertThat(fetch.judged().orElseThrow().address()).isEqualTo(address("127.0.1.2"));
        }
    }

    /** A sender may use any of the addresses. Two checks judge the same one. */
    @ParameterizedTest
    @CsvSource(textBlock = """
            # first answer, second answer, judged address
            VALID,          OTHER,         127.0.1.1
            OTHER,          VALID,         127.0.1.1
            NOT_FOUND,      VALID,         127.0.1.2
            HTML,           VALID,         127.0.1.2
            EMPTY,          VALID,         127.0.1.2
            NOT_FOUND,      HTML,          127.0.1.1
            HTML,           EMPTY,         127.0.1.2
            NOT_FOUND,      GARBAGE,       127.0.1.1
            """)
    void judged_isTheFirstOfTheBest(Served first, Served second, String judged) throws Exception {
        try (ScriptedServer one = ScriptedServer.responding(GOOD, first.answer);
                ScriptedServer two = ScriptedServer.start("127.0.1.2", one.port(), (socket, number) -> {
                    Socket tls = tls(socket, GOOD);
                    readRequest(tls);
                    write(tls, second.answer);
                })) {
            PolicyFetch fetch = FIXTURE.fetch(two.port(), FetchFixture.LONG, "127.0.1.1", "127.0.1.2");
            assertThat(fetch.judged().orElseThrow().address()).isEqualTo(address(judged));
            assertThat(fetch.answers()).hasSize(2);
        }
    }

    @Test
    void ninthAddress_isNotFetchedFrom() throws Exception {
        String[] addresses =
                IntStream.rangeClosed(1, 9).mapToObj(i -> "127.0.1." + i).toArray(String[]::new);
        try (ScriptedServer server = ScriptedServer.responding(GOOD, OK);
                ScriptedServer ninth = ScriptedServer.start("127.0.1.9", server.port(), (socket, number) -> {})) {
            PolicyFetch fetch = FIXTURE.fetch(ninth.port(), FetchFixture.LONG, addresses);
            assertThat(answers(fetch)).hasSize(8).startsWith("127.0.1.1 200", "127.0.1.2 REFUSED");
            assertThat(ninth.accepted()).isZero();
        }
    }

    /** An address that all checks together have used too often says nothing about the host. */
    @Test
    void limit_ofOneAddress() throws Exception {
        try (ScriptedServer server = ScriptedServer.responding(GOOD, OK)) {
            PolicyFetcher fetcher = FIXTURE.fetcher(TestPki.trust(), server.port(), FetchFixture.LONG);
            ConnectionBudget connections =
                    new ConnectionBudget.Limits(address -> address.equals(address("127.0.1.1"))).forCheck();
            PolicyFetch fetch = fetcher.fetch(FetchFixture.host("127.0.1.1", "127.0.1.2"), connections)
                    .await()
                    .atMost(FetchFixture.LONG);
            assertThat(answers(fetch)).containsExactly("127.0.1.1 200", "127.0.1.2 NOT_FETCHED");
        }
    }

    /** The system rejects a connection to a link-local address without a zone, as it does without a route. */
    @Test
    void noRouteToIpv6_isNotTheFaultOfTheHost() throws Exception {
        try (ScriptedServer server = ScriptedServer.responding(GOOD, OK)) {
            PolicyFetch fetch = FIXTURE.fetch(server.port(), FetchFixture.LONG, "127.0.1.1", "fe80::1");
            assertThat(answers(fetch)).containsExactlyInAnyOrder("127.0.1.1 200", "fe80:0:0:0:0:0:0:1 NOT_FETCHED");
        }
    }

    @Test
    void noRouteToIpv6_isNotTheFaultOfAHostWithoutOtherAddresses() throws Exception {
        PolicyFetch fetch = FIXTURE.fetch(1, FetchFixture.LONG, "fe80::1");
        assertThat(answers(fetch)).containsExactly("fe80:0:0:0:0:0:0:1 NOT_FETCHED");
        assertThat(fetch.failure().orElseThrow().detail()).isEqualTo("this service has no IPv6");
    }

    /** The failure of the other address was observed. */
    @Test
    void noRouteToIpv6_besideAFailure() throws Exception {
        PolicyFetch fetch = FIXTURE.fetch(1, FetchFixture.LONG, "127.0.1.1", "fe80::1");
        assertThat(answers(fetch)).containsExactlyInAnyOrder("127.0.1.1 REFUSED", "fe80:0:0:0:0:0:0:1 NOT_FETCHED");
        assertThat(fetch.judged().orElseThrow().address().getHostAddress()).isEqualTo("127.0.1.1");
    }

    /** A refusal shows that there is a route. */
    @Test
    void refusalByIpv6_isTheFaultOfTheHost() throws Exception {
        try (ScriptedServer server = ScriptedServer.responding(GOOD, OK)) {
            PolicyFetch fetch = FIXTURE.fetch(server.port(), FetchFixture.LONG, "127.0.1.1", "::1");
            assertThat(answers(fetch)).containsExactlyInAnyOrder("127.0.1.1 200", "0:0:0:0:0:0:0:1 REFUSED");
        }
    }

    @Test
    void limit_ofAllAddresses_endsTheCheck() {
        PolicyFetcher fetcher = FIXTURE.fetcher(TestPki.trust(), 1, FetchFixture.LONG);
        ConnectionBudget connections = new ConnectionBudget.Limits(address -> false).forCheck();
        assertThatThrownBy(() -> fetcher.fetch(FetchFixture.host("127.0.1.1", "127.0.1.2"), connections)
                        .await()
                        .atMost(FetchFixture.LONG))
                .isInstanceOf(SocketsExhaustedException.class);
    }

    @Test
    void nat64_unreachable() throws Exception {
        try (ScriptedServer server = ScriptedServer.responding(GOOD, OK)) {
            PolicyFetch fetch = FIXTURE.fetch(server.port(), Duration.ofSeconds(3), "64:ff9b::7f00:101");
            assertThat(fetch.response()).isPresent();
            assertThat(fetch.answers()).hasSize(1);
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

    /** The answers that two addresses give. */
    private enum Served {
        VALID(policy("enforce")),
        OTHER(policy("testing")),
        EMPTY(response("200 OK", "text/plain", "")),
        HTML(response("200 OK", "text/html", "<html>")),
        NOT_FOUND(response("404 Not Found", "text/plain", "")),
        GARBAGE("garbage");

        private final String answer;

        Served(String answer) {
            this.answer = answer;
        }

        private static String policy(String mode) {
            return response(
                    "200 OK",
                    "text/plain",
                    "version: STSv1\nmode: " + mode + "\nmx: mx1.example.com\nmax_age: 86400\n");
        }

        private static String response(String status, String type, String body) {
            return "HTTP/1.1 " + status + "\r\nContent-Type: " + type + "\r\nContent-Length: " + body.length()
                    + "\r\n\r\n" + body;
        }
    }

    /** Each address with the status or the kind of failure. */
    private static List<String> answers(PolicyFetch fetch) {
        return fetch.answers().stream()
                .map(answer -> answer.address().getHostAddress() + " "
                        + answer.response()
                                .map(response -> Integer.toString(response.status()))
                                .orElseGet(() ->
                                        answer.failure().orElseThrow().kind().name()))
                .toList();
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
