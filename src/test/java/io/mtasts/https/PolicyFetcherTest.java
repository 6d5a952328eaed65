package io.mtasts.https;

import static io.mtasts.lab.ScriptedServer.readRequest;
import static io.mtasts.lab.ScriptedServer.tls;
import static io.mtasts.lab.ScriptedServer.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.mtasts.LeakGuard;
import io.mtasts.lab.ScriptedServer;
import io.mtasts.verdict.FetchFailure;
import io.mtasts.verdict.FetchFailure.Kind;
import io.mtasts.verdict.PolicyFetch;
import io.mtasts.verdict.PolicyResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The GET and its answer. */
@ExtendWith(LeakGuard.class)
final class PolicyFetcherTest {

    private static final FetchFixture FIXTURE = new FetchFixture();
    private static final SSLContext GOOD = TestPki.server(TestPki.GOOD);
    private static final String POLICY =
            "version: STSv1\r\nmode: enforce\r\nmx: mx1.example.com\r\nmax_age: 1209600\r\n";
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n";

    @AfterAll
    static void close() {
        FIXTURE.close();
    }

    @Test
    void answer() throws Exception {
        PolicyFetch fetch = fetch(withLength(POLICY));
        PolicyResponse answer = fetch.response().orElseThrow();
        assertThat(answer.protocol()).isEqualTo("http/1.1");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.contentType()).contains("text/plain");
        assertThat(answer.codings()).isEmpty();
        assertThat(answer.location()).isEmpty();
        assertThat(body(fetch)).isEqualTo(POLICY);
        assertThat(fetch.slow()).isFalse();
        assertThat(fetch.tls().orElseThrow().protocol()).isEqualTo("TLSv1.3");
        assertThat(fetch.tls().orElseThrow().certificate().orElseThrow().names())
                .containsExactly(TestPki.HOST);
    }

    @Test
    void request_isOneGet() throws Exception {
        List<String> requests = new CopyOnWriteArrayList<>();
        List<Object> serverNames = new CopyOnWriteArrayList<>();
        try (ScriptedServer server = ScriptedServer.start("127.0.1.1", 0, (socket, number) -> {
            SSLSocket tls = tls(socket, GOOD);
            serverNames.addAll(((ExtendedSSLSession) tls.getSession()).getRequestedServerNames());
            requests.add(readRequest(tls));
            write(tls, withLength(POLICY));
        })) {
            assertThat(FIXTURE.fetch(server, FetchFixture.LONG).response()).isPresent();
            server.awaitNoConnection();
        }
        assertThat(serverNames).hasToString("[type=host_name (0), value=mta-sts.example.com]");
        assertThat(requests).hasSize(1);
        assertThat(requests.get(0).strip().lines())
                .startsWith("GET /.well-known/mta-sts.txt HTTP/1.1")
                .map(line -> line.toLowerCase(Locale.ROOT))
                .containsOnlyOnce("host: mta-sts.example.com")
                .containsExactlyInAnyOrder(
                        "get /.well-known/mta-sts.txt http/1.1",
                        "host: mta-sts.example.com",
                        "accept: text/plain",
                        "accept-encoding: identity",
                        "user-agent: mta-sts-checker (+https://checker.example)",
                        "connection: close");
    }

    @Test
    void answer_isNotDecoded() throws Exception {
        PolicyFetch fetch =
                fetch("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\n\u001f\u008b\b\0");
        assertThat(fetch.response().orElseThrow().codings()).containsExactly("gzip");
        assertThat(fetch.response().orElseThrow().body()).containsExactly(0x1f, 0x8b, 8, 0);
    }

    @ParameterizedTest
    @ValueSource(ints = {101, 204, 206, 301, 302, 404, 503})
    void answer_ofAnotherStatus_isNotFollowed(int status) throws Exception {
        // Without a length the fetcher waits for more of the body. One status is enough to show that.
        String length = status == 404 ? "" : "Content-Length: 0\r\n";
        PolicyFetch fetch =
                fetch("HTTP/1.1 " + status + " x\r\n" + length + "Location: https://www.example.com/\r\n\r\n");
        assertThat(fetch.response().orElseThrow().status()).isEqualTo(status);
        assertThat(fetch.response().orElseThrow().location()).contains("https://www.example.com/");
        assertThat(fetch.response().orElseThrow().body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"100", "102", "103", "199", "100,102,103,103"})
    void interimResponses_areSkipped(String statuses) throws Exception {
        StringBuilder interim = new StringBuilder();
        for (String status : statuses.split(",")) {
            interim.append("HTTP/1.1 ").append(status).append(" x\r\nLink: </style.css>\r\n\r\n");
        }
        PolicyFetch fetch = fetch(interim + withLength(POLICY));
        assertThat(fetch.response().orElseThrow().status()).isEqualTo(200);
        assertThat(body(fetch)).isEqualTo(POLICY);
    }

    @Test
    void interimResponses_withoutEnd() throws Exception {
        assertThat(failure("HTTP/1.1 102 x\r\n\r\n".repeat(21) + withLength(POLICY))
                        .kind())
                .isEqualTo(Kind.HEADERS_TOO_LARGE);
        assertThat(fetch("HTTP/1.1 102 x\r\n\r\n".repeat(20) + withLength(POLICY))
                        .response())
                .isPresent();
    }

    @Test
    void body_chunked() throws Exception {
        assertThat(body(fetch(OK + "Transfer-Encoding: chunked\r\n\r\n5\r\nversi\r\n3\r\non:\r\n0\r\n\r\n")))
                .isEqualTo("version:");
    }

    @Test
    void body_untilCloseNotify() throws Exception {
        assertThat(body(fetchThenClose(OK + "\r\n" + POLICY, true))).isEqualTo(POLICY);
    }

    @Test
    void body_untilCloseNotify_ofAServerThatWaitsForTheClient() throws Exception {
        try (ScriptedServer server = ScriptedServer.start("127.0.1.1", 0, (socket, number) -> {
            SSLSocket tls = (SSLSocket) GOOD.getSocketFactory().createSocket(socket, null, false);
            tls.setUseClientMode(false);
            readRequest(tls);
            write(tls, OK + "\r\n" + POLICY);
            tls.close();
        })) {
            assertThat(body(FIXTURE.fetch(server, FetchFixture.LONG))).isEqualTo(POLICY);
            server.awaitNoConnection();
        }
    }

    @Test
    void body_untilEndOfConnection_withoutCloseNotify() throws Exception {
        assertThat(fetchThenClose(OK + "\r\n" + POLICY, false)
                        .failure()
                        .orElseThrow()
                        .kind())
                .isEqualTo(Kind.TRUNCATED);
    }

    @ParameterizedTest
    @CsvSource({"65536,", "65537, TOO_LARGE"})
    void body_limit(int length, Kind kind) throws Exception {
        String body = "x".repeat(length);
        String chunked = OK + "Transfer-Encoding: chunked\r\n\r\n" + Integer.toHexString(length) + "\r\n" + body
                + "\r\n0\r\n\r\n";
        for (PolicyFetch fetch :
                List.of(fetch(withLength(body)), fetch(chunked), fetchThenClose(OK + "\r\n" + body, true))) {
            assertThat(fetch.failure().map(FetchFailure::kind).orElse(null)).isEqualTo(kind);
            assertThat(fetch.response().map(answer -> answer.body().length).orElse(length))
                    .isEqualTo(length);
        }
    }

    @Test
    void body_announcedTooLarge_isNotAwaited() throws Exception {
        assertThat(failure(OK + "Content-Length: 65537\r\n\r\n"))
                .isEqualTo(FetchFailure.of(Kind.TOO_LARGE, "more than 65536 bytes"));
    }

    @Test
    void body_endless() throws Exception {
        try (ScriptedServer server = ScriptedServer.start("127.0.1.1", 0, (socket, number) -> {
            SSLSocket tls = tls(socket, GOOD);
            readRequest(tls);
            write(tls, OK + "Transfer-Encoding: chunked\r\n\r\n");
            while (true) {
                write(tls, "400\r\n" + "x".repeat(1024) + "\r\n");
            }
        })) {
            assertThat(FIXTURE.fetch(server, FetchFixture.LONG)
                            .failure()
                            .orElseThrow()
                            .kind())
                    .isEqualTo(Kind.TOO_LARGE);
            server.awaitNoConnection();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void truncated(boolean closeNotify) throws Exception {
        String head = OK + "Content-Length: " + POLICY.length() + "\r\n\r\n";
        for (String answer : List.of(
                "",
                "HTTP/1.1 200 OK\r\n",
                head + "version: STSv1\r\n",
                OK + "Transfer-Encoding: chunked\r\n\r\n5\r\nversi\r\n",
                OK + "Transfer-Encoding: chunked\r\n\r\n0\r\n")) {
            PolicyFetch fetch = fetchThenClose(answer, closeNotify);
            assertThat(fetch.failure().orElseThrow().kind()).as(answer).isEqualTo(Kind.TRUNCATED);
            assertThat(fetch.tls()).isPresent();
        }
    }

    @Test
    void chunkSize_notANumber() throws Exception {
        assertThat(failure(OK + "Transfer-Encoding: chunked\r\n\r\nxyz\r\n"))
                .isEqualTo(FetchFailure.of(Kind.INVALID_RESPONSE, "a malformed chunk or trailer"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # response                                                          | what is reported
            HTTP/1.1 0200 OK~Content-Length: 0~~                                | a malformed status line
            HTTP/1.1 20 OK~Content-Length: 0~~                                  | a malformed status line
            HTTP/2.0 200 OK~Content-Length: 0~~                                 | a malformed status line
            HTTP/1.1~~                                                          | a malformed status line
            HTTP/1.1 200 OK~Content-Length: 0~Content-Length: 1~~               | more than one Content-Length
            HTTP/1.1 200 OK~Content-Length: x~~                                 | a Content-Length that is not a number
            'HTTP/1.1 200 OK_Content-Length: 0__'                               | a line that does not end with CRLF
            """)
    void syntax_invalid(String response, String detail) throws Exception {
        assertThat(failure(response.replace("~", "\r\n").replace("_", "\n")))
                .isEqualTo(FetchFailure.of(Kind.INVALID_RESPONSE, detail));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK~Content-Length: 0~~",
                "HTTP/1.1 200~Content-Length: 0~~",
                "HTTP/1.0 200 ~Content-Length: 0~~",
                "HTTP/1.1 200 OK~Content-Length: 0~Content-Length: 0~~"
            })
    void syntax_valid(String response) throws Exception {
        assertThat(fetch(response.replace("~", "\r\n")).response().orElseThrow().status())
                .isEqualTo(200);
    }

    @Test
    void fields_areKeptAsLines() throws Exception {
        PolicyResponse response = fetch(OK
                        + "Content-Type: text/html\r\nContent-Encoding:\r\n"
                        + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n")
                .response()
                .orElseThrow();
        assertThat(response.contentTypes()).containsExactly("text/plain", "text/html");
        assertThat(response.codings()).containsExactly("gzip");
    }

    /** The beginning of an error page, whether or not the server sends the rest. */
    @ParameterizedTest
    @CsvSource({"100, 100, 100", "512, 512, 512", "513, 513, 512", "60000, 60000, 512", "100, 50, 50"})
    void excerpt(int announced, int sent, int kept) throws Exception {
        PolicyFetch fetch =
                fetch("HTTP/1.1 404 Not Found\r\nContent-Length: " + announced + "\r\n\r\n" + "x".repeat(sent));
        assertThat(fetch.response().orElseThrow().body()).hasSize(kept);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SSH-2.0-OpenSSH_9.2\r\n", "hello", "\1\2\3\4", "HTTP", "HTTPX", "<html>"})
    void noHttp(String garbage) throws Exception {
        PolicyFetch fetch = garbage.equals("HTTP") ? fetchThenClose(garbage, true) : fetch(garbage);
        assertThat(fetch.failure().orElseThrow().kind()).isEqualTo(Kind.TRUNCATED);
        if (!garbage.equals("HTTP")) {
            assertThat(fetch.failure().orElseThrow().detail()).isEqualTo("no HTTP answer");
        }
    }

    @Test
    void headers_limit() throws Exception {
        assertThat(fetch(OK + "X: " + "x".repeat(8000) + "\r\nContent-Length: 0\r\n\r\n")
                        .response())
                .isPresent();
        assertThat(failure(OK + "X: " + "x".repeat(9216) + "\r\nContent-Length: 0\r\n\r\n")
                        .kind())
                .isEqualTo(Kind.HEADERS_TOO_LARGE);
        assertThat(failure("HTTP/1.1 200 " + "x".repeat(9216) + "\r\n\r\n").kind())
                .isEqualTo(Kind.HEADERS_TOO_LARGE);
    }

    private static FetchFailure failure(String answer) throws Exception {
        return fetch(answer).failure().orElseThrow();
    }

    /** With a server that leaves it to the client to close. */
    private static PolicyFetch fetch(String answer) throws Exception {
        try (ScriptedServer server = ScriptedServer.responding(GOOD, answer)) {
            PolicyFetch fetch = FIXTURE.fetch(server, FetchFixture.LONG);
            server.awaitNoConnection();
            return fetch;
        }
    }

    private static PolicyFetch fetchThenClose(String answer, boolean closeNotify) throws Exception {
        try (ScriptedServer server = ScriptedServer.start("127.0.1.1", 0, (socket, number) -> {
            SSLSocket tls = tls(socket, GOOD);
            readRequest(tls);
            write(tls, answer);
            if (closeNotify) {
                tls.shutdownOutput();
            } else {
                socket.shutdownOutput();
            }
        })) {
            PolicyFetch fetch = FIXTURE.fetch(server, FetchFixture.LONG);
            server.awaitNoConnection();
            return fetch;
        }
    }

    private static String withLength(String body) {
        return OK + "Content-Length: " + body.length() + "\r\n\r\n" + body;
    }

    private static String body(PolicyFetch fetch) {
        return new String(fetch.response().orElseThrow().body(), StandardCharsets.UTF_8);
    }
}
