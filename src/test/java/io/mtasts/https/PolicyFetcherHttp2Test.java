package io.mtasts.https;

import static io.mtasts.lab.ScriptedServer.tls;
import static io.mtasts.lab.ScriptedServer.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.mtasts.LeakGuard;
import io.mtasts.lab.ScriptedServer;
import io.mtasts.verdict.FetchFailure.Kind;
import io.mtasts.verdict.PolicyFetch;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Hosts that speak HTTP/2 only. */
@ExtendWith(LeakGuard.class)
final class PolicyFetcherHttp2Test {

    private static final FetchFixture FIXTURE = new FetchFixture();
    private static final SSLContext GOOD = TestPki.server(TestPki.GOOD);

    /** SETTINGS, SETTINGS (ack). RFC 9113, 6.5. */
    private static final String SETTINGS = "000000040000000000";

    private static final String SETTINGS_ACK = "000000040100000000";

    /** The first of a client of Netty's; 1 is kept for an upgrade from HTTP/1. RFC 9113, 3.1. */
    private static final String STREAM = "00000003";

    /** HEADERS with END_HEADERS: ":status: 200" and, not indexed, "content-type: a/b". RFC 7541, 6. */
    private static final String HEADERS_200 = "000007" + "0104" + STREAM + "88" + "0f1003612f62";

    /** HEADERS with ":status: 102", by the name of entry 8. */
    private static final String HEADERS_102 = "000005" + "0104" + STREAM + "0803313032";

    private static final String DATA_HI = "000002" + "0001" + STREAM + "6869";

    @AfterAll
    static void close() {
        FIXTURE.close();
    }

    @Test
    void http2Only_detectedByAlert() throws Exception {
        try (ScriptedServer server = ScriptedServer.start("127.0.1.1", 0, (socket, number) -> {
            SSLSocket tls = tls(socket, GOOD, "h2");
            http2(tls, HEADERS_200 + DATA_HI);
        })) {
            assertHttp2Answer(server);
        }
    }

    @Test
    void http2Only_withoutAlpn() throws Exception {
        List<String> first = new CopyOnWriteArrayList<>();
        try (ScriptedServer server = ScriptedServer.start("127.0.1.1", 0, (socket, number) -> {
            if (first.isEmpty()) {
                first.add("");
                write(tls(socket, GOOD), text(SETTINGS));
            } else {
                http2(tls(socket, GOOD, "h2"), HEADERS_200 + DATA_HI);
            }
        })) {
            assertHttp2Answer(server);
        }
    }

    @Test
    void http2_interimResponse() throws Exception {
        try (ScriptedServer server = ScriptedServer.start("127.0.1.1", 0, (socket, number) -> {
            SSLSocket tls = tls(socket, GOOD, "h2");
            http2(tls, HEADERS_102 + HEADERS_102 + HEADERS_200 + DATA_HI);
        })) {
            assertHttp2Answer(server);
        }
    }

    @Test
    void http2_interimResponses_withoutEnd() throws Exception {
        try (ScriptedServer server = ScriptedServer.start("127.0.1.1", 0, (socket, number) -> {
            http2(tls(socket, GOOD, "h2"), HEADERS_102.repeat(20) + HEADERS_200 + DATA_HI);
        })) {
            assertHttp2Answer(server);
        }
        assertThat(http2Failure(HEADERS_102.repeat(21) + HEADERS_200 + DATA_HI, FetchFixture.LONG))
                .isEqualTo(Kind.HEADERS_TOO_LARGE);
    }

    @Test
    void http2_silenceAndLimits() throws Exception {
        String tooMuch = "001000" + "0000" + STREAM + "61".repeat(4096);
        assertThat(http2Failure(HEADERS_200 + "000002" + "0000" + STREAM + "6869", FetchFixture.SHORT))
                .isEqualTo(Kind.TIMEOUT);
        assertThat(http2Failure(
                        HEADERS_200 + tooMuch.repeat(15) + "000fff" + "0000" + STREAM + "61".repeat(4095) + "000002"
                                + "0001" + STREAM + "6161",
                        FetchFixture.LONG))
                .isEqualTo(Kind.TOO_LARGE);
        // a reset of the stream
        assertThat(http2Failure(HEADERS_200 + "000004" + "0300" + STREAM + "00000002", FetchFixture.LONG))
                .isEqualTo(Kind.TRUNCATED);
        // GOAWAY
        assertThat(http2Failure("000008" + "0700" + "00000000" + "0000000000000001", FetchFixture.LONG))
                .isEqualTo(Kind.TRUNCATED);
        // a header of 9 KiB
        assertThat(http2Failure(
                        "00240d" + "0104" + STREAM + "88" + "000161" + "7f8747" + "62".repeat(9222), FetchFixture.LONG))
                .isEqualTo(Kind.HEADERS_TOO_LARGE);
    }

    private static Kind http2Failure(String frames, Duration timeout) throws Exception {
        try (ScriptedServer server = ScriptedServer.start("127.0.1.1", 0, (socket, number) -> {
            http2(tls(socket, GOOD, "h2"), frames);
        })) {
            PolicyFetch fetch = FIXTURE.fetch(server, timeout);
            server.awaitNoConnection();
            return fetch.failure().orElseThrow().kind();
        }
    }

    private static void assertHttp2Answer(ScriptedServer server) throws Exception {
        PolicyFetch fetch = FIXTURE.fetch(server, FetchFixture.LONG);
        assertThat(fetch.response().orElseThrow().protocol()).isEqualTo("h2");
        assertThat(fetch.response().orElseThrow().status()).isEqualTo(200);
        assertThat(fetch.response().orElseThrow().contentType()).contains("a/b");
        assertThat(fetch.response().orElseThrow().body()).asString().isEqualTo("hi");
        server.awaitNoConnection();
    }

    /** Speaks first, waits for the HEADERS of the client, and answers. */
    static void http2(SSLSocket tls, String answer) throws IOException {
        OutputStream out = tls.getOutputStream();
        out.write(HexFormat.of().parseHex(SETTINGS));
        out.flush();
        tls.getInputStream().readNBytes(24);
        int type = -1;
        while (type != 1) {
            byte[] head = tls.getInputStream().readNBytes(9);
            if (head.length < 9) {
                throw new IOException("closed");
            }
            type = head[3];
            tls.getInputStream().readNBytes((head[1] & 0xff) << 8 | (head[2] & 0xff));
            if (type == 4 && head[4] == 0) {
                out.write(HexFormat.of().parseHex(SETTINGS_ACK));
            }
        }
        out.write(HexFormat.of().parseHex(answer));
        out.flush();
    }

    private static String text(String hex) {
        return new String(HexFormat.of().parseHex(hex), StandardCharsets.ISO_8859_1);
    }
}
