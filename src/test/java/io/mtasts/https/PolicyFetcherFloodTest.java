package io.mtasts.https;

import static io.mtasts.https.PolicyFetcherHttp2Test.http2;
import static io.mtasts.lab.ScriptedServer.readRequest;
import static io.mtasts.lab.ScriptedServer.tls;
import static io.mtasts.lab.ScriptedServer.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.mtasts.LeakGuard;
import io.mtasts.lab.CertificateNames;
import io.mtasts.lab.ScriptedServer;
import io.mtasts.verdict.FetchFailure;
import io.mtasts.verdict.FetchFailure.Kind;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Hosts that send without end, as fast as they can: each is left in time, with a reason, and nothing stays open. */
@ExtendWith(LeakGuard.class)
final class PolicyFetcherFloodTest {

    private static final FetchFixture FIXTURE = new FetchFixture();
    private static final SSLContext GOOD = TestPki.server(TestPki.GOOD);
    private static final String OK = "HTTP/1.1 200 OK\r\n";
    private static final String CHUNKED = OK + "Transfer-Encoding: chunked\r\n\r\n";

    @AfterAll
    static void close() {
        FIXTURE.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # sent first | then again and again | what comes of it
            HEAD         | 'X: y\\r\\n'         | HEADERS_TOO_LARGE
            HEAD         | 'x'                  | HEADERS_TOO_LARGE
            CHUNKED      | '1;x=y\\r\\nz\\r\\n' | LIMIT_EXCEEDED
            EXTENSION    | 'x'                  | TRUNCATED
            TRAILERS     | 'X: y\\r\\n'         | HEADERS_TOO_LARGE
            """)
    void http1(String first, String then, Kind kind) throws Exception {
        String start = switch (first) {
            case "HEAD" -> OK;
            case "CHUNKED" -> CHUNKED;
            case "EXTENSION" -> CHUNKED + "1;";
            default -> CHUNKED + "0\r\n";
        };
        String flood = then.replace("\\r\\n", "\r\n").repeat(1000);
        assertFails(kind, (socket, number) -> {
            SSLSocket tls = tls(socket, GOOD);
            readRequest(tls);
            write(tls, start);
            while (true) {
                write(tls, flood);
            }
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # sent first                     | then again and again                 | what comes of it
            ''                               | 000000 04 00 00000000                | LIMIT_EXCEEDED
            ''                               | 000008 06 00 00000000 0102030405060708 | LIMIT_EXCEEDED
            000000 01 00 00000003            | 000000 09 00 00000003                | LIMIT_EXCEEDED
            000001 01 00 00000003 88         | 000007 09 00 00000003 0f1003612f6201 | LIMIT_EXCEEDED
            000007 01 04 00000003 880f1003612f62 | 000000 00 00 00000003            | LIMIT_EXCEEDED
            ''                               | 000004 08 00 00000000 00000001       | LIMIT_EXCEEDED
            ''                               | 000005 02 00 00000005 0000000110     | LIMIT_EXCEEDED
            ''                               | 000001 ff 00 00000000 00             | LIMIT_EXCEEDED
            """)
    void http2Frames(String first, String then, Kind kind) throws Exception {
        String start = first.replace(" ", "");
        byte[] flood = HexFormat.of().parseHex(then.replace(" ", "").repeat(1000));
        assertFails(kind, (socket, number) -> {
            SSLSocket tls = tls(socket, GOOD, "h2");
            http2(tls, start);
            while (true) {
                tls.getOutputStream().write(flood);
            }
        });
    }

    /** The second connection asks whether TLS 1.2 is spoken too. */
    @Test
    void warnings() throws Exception {
        AtomicLong sent = new AtomicLong();
        byte[] flood = HexFormat.of().parseHex("15030300020170".repeat(1000));
        try (ScriptedServer server = ScriptedServer.start("127.0.1.1", 0, (socket, number) -> {
            if (number == 0) {
                SSLSocket tls = tls(socket, GOOD);
                readRequest(tls);
                write(tls, OK + "Content-Length: 0\r\n\r\n");
            }
            while (number > 0) {
                socket.getOutputStream().write(flood);
                sent.addAndGet(flood.length);
            }
        })) {
            assertThat(FIXTURE.fetch(server, FetchFixture.LONG).response()).isPresent();
            server.awaitNoConnection();
        }
        assertThat(sent.get())
                .as("what the system's buffers hold, and little more")
                .isLessThan(20_000_000);
    }

    @ParameterizedTest
    @CsvSource({"HEAD", "BODY"})
    void reset(String where) throws Exception {
        assertFails(Kind.TRUNCATED, (socket, number) -> {
            SSLSocket tls = tls(socket, GOOD);
            readRequest(tls);
            write(tls, where.equals("HEAD") ? OK : OK + "Content-Length: 100\r\n\r\nversion: STSv1\r\n");
            resetByPeer(socket);
        });
    }

    /** With TLS 1.3 a renegotiation is a key update. RFC 8446, 4.6.3. */
    @Test
    void keyUpdates() throws Exception {
        assertFails(Kind.LIMIT_EXCEEDED, (socket, number) -> {
            SSLSocket tls = tls(socket, GOOD);
            assertThat(tls.getSession().getProtocol()).isEqualTo("TLSv1.3");
            readRequest(tls);
            while (true) {
                tls.startHandshake();
            }
        });
    }

    @ParameterizedTest
    @CsvSource({"500, true", "4000, false"})
    void certificateWithManyNames(int names, boolean accepted) throws Exception {
        X509Bundle bundle = TestPki.issue(
                TestPki.INTERMEDIATE,
                CertificateNames.add(
                        TestPki.leaf(),
                        IntStream.range(0, names)
                                .mapToObj(i -> i == 0 ? TestPki.HOST : "host" + i + ".example.com")
                                .toArray(String[]::new)));
        try (ScriptedServer server = ScriptedServer.responding(
                TestPki.server(bundle), OK + "Content-Type: text/plain\r\nContent-Length: 0\r\n\r\n")) {
            assertThat(FIXTURE.fetch(server, FetchFixture.LONG).failure().map(FetchFailure::kind))
                    .isEqualTo(accepted ? Optional.empty() : Optional.of(Kind.LIMIT_EXCEEDED));
            server.awaitNoConnection();
        }
    }

    /** What only the deadline ends need not be awaited for long. */
    private static void assertFails(Kind kind, ScriptedServer.Script script) throws Exception {
        Duration timeout = kind == Kind.TIMEOUT ? Duration.ofSeconds(2) : FetchFixture.LONG;
        try (ScriptedServer server = ScriptedServer.start("127.0.1.1", 0, script)) {
            assertThat(FIXTURE.fetch(server, timeout).failure().map(FetchFailure::kind))
                    .contains(kind);
            server.awaitNoConnection();
        }
    }

    private static void resetByPeer(Socket socket) throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }
}
