package io.mtasts.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.mtasts.api.LabResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No request causes an internal error or a log line with text of the client. */
@QuarkusTest
@WithTestResource(LabResource.class)
class HostileRequestsIT {

    private static final String LIST = "POST /api/v1/mta-sts HTTP/1.1";
    private static final String PREVIEW = "POST /api/v1/mta-sts/secret.lab.test/preview HTTP/1.1";

    private final Queue<String> lines = new ConcurrentLinkedQueue<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord logged) {
            lines.add(new SimpleFormatter().format(logged));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        Logger.getLogger("").addHandler(handler);
    }

    @AfterEach
    void logHasNothingOfTheClient() {
        Logger.getLogger("").removeHandler(handler);
        assertThat(lines).noneMatch(line -> line.contains("secret") || line.contains("1com"));
        assertThat(lines).noneMatch(line -> line.contains("SEVERE") || line.contains("ERROR"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            POST /api/v1/mta-sts HTTP/1.1                         | -                             | 415
            POST /api/v1/mta-sts HTTP/1.1                         | Content-Type: secret          | 415
            POST /api/v1/mta-sts HTTP/1.1                         | Content-Type: ;secret=        | 415
            POST /api/v1/mta-sts HTTP/1.1                         | Content-Type: text/plain;charset=secret  | 415
            POST /api/v1/mta-sts HTTP/1.1                         | Content-Type: text/plain;charset=%       | 415
            POST /api/v1/mta-sts HTTP/1.1                         | Content-Type: text/plain;charset=utf-8   | 400
            POST /api/v1/mta-sts/secret.lab.test/preview HTTP/1.1 | -                             | 415
            POST /api/v1/mta-sts/secret.lab.test/preview HTTP/1.1 | Content-Type: secret/         | 415
            GET /api/v1/mta-sts/secret HTTP/1.1                   | Host: secret                  | 400
            GET /api/v1/mta-sts/secret HTTP/1.1                   | Content-Length: secret        | 400
            GET /api/v1/mta-sts/secret HTTP/3.0                   | -                             | 505
            GET /api/v1/mta-sts/secret HTTP/2.0                   | -                             | 505
            GET /api/v1/mta-sts/secret HTTP/1.1                   | -                             | 400
            GET /api/v1/mta-sts/secret HTTP/1.0                   | -                             | 400
            """)
    void request(String line, String header, int status) throws IOException {
        assertThat(exchange(line, header == null ? "" : header + "\r\n", ""))
                .matches("(?s)HTTP/[0-9.]+ " + status + " .*");
    }

    @Test
    void request_oneHost() throws IOException {
        assertThat(exchange("GET /api/v1/mta-sts/secret HTTP/1.1", "", "")).contains("input-single-label");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Accept",
                "Accept-Charset",
                "Accept-Encoding",
                "Accept-Language",
                "Authorization",
                "Cookie",
                "Content-Encoding",
                "Content-Language",
                "Content-Type",
                "Expect",
                "Forwarded",
                "If-Modified-Since",
                "If-None-Match",
                "Origin",
                "Range",
                "Referer",
                "Sec-WebSocket-Key",
                "TE",
                "traceparent",
                "Upgrade",
                "X-Forwarded-For",
                "X-HTTP-Method-Override",
                "X-Prometheus-Scrape-Timeout-Seconds"
            })
    void header_neverCausesAnInternalError(String name) throws IOException {
        for (String value :
                new String[] {"", "secret", ";", "=", ",", "secret/;q=x,,secret", "\u00ff\u0080", "*/*;q=secret"}) {
            for (String line : new String[] {
                "GET /api/v1/mta-sts/secret HTTP/1.1",
                "GET /probe?target=secret HTTP/1.1",
                "GET / HTTP/1.1",
                LIST,
                PREVIEW
            }) {
                assertThat(exchange(line, name + ": " + value + "\r\n", ""))
                        .as("%s: %s", line, name + ": " + value)
                        .matches("(?s)(HTTP/1\\.1 (100|2..|4..|50[15]) .*)?");
            }
        }
    }

    @Test
    void body_chunkedAndTooLong() throws IOException {
        String chunk = "1000\r\n" + "secret..".repeat(512) + "\r\n";

        String response = exchange(
                PREVIEW, "Content-Type: text/plain\r\nTransfer-Encoding: chunked\r\n", chunk.repeat(20) + "0\r\n\r\n");

        assertThat(response)
                .startsWith("HTTP/1.1 413")
                .contains("application/problem+json", "\"status\":413")
                .doesNotContain("secret..");
    }

    @ParameterizedTest
    @CsvSource({"65536, (?!413)", "65537, 413"})
    void body_chunkedIsLimitedAsAWhole(int length, String status) throws IOException {
        String text = "version: STSv1\nmode: none\nmax_age: 86400\nx: ";
        String body = text + "x".repeat(length - text.length());

        String response = exchange(
                "POST /api/v1/mta-sts/example.com/preview HTTP/1.1",
                "Content-Type: text/plain\r\nTransfer-Encoding: chunked\r\n",
                Integer.toHexString(length) + "\r\n" + body + "\r\n0\r\n\r\n");

        assertThat(response).matches("(?s)HTTP/1.1 " + status + ".*");
    }

    @ParameterizedTest
    @ValueSource(strings = {"secret\r\n", "-1\r\n", "ffffffffffffffff\r\nsecret"})
    void body_chunkIsInvalid(String chunk) throws IOException {
        assertThat(exchange(PREVIEW, "Content-Type: text/plain\r\nTransfer-Encoding: chunked\r\n", chunk))
                .matches("(?s)(HTTP/1\\.1 4.*)?");
    }

    /** Otherwise the responses would wait in memory. */
    @Test
    void requests_withoutReadingAnyResponse() {
        byte[] request = "GET / HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
        assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
            try (Socket socket = new Socket()) {
                socket.setReceiveBufferSize(4_096);
                socket.connect(new InetSocketAddress("localhost", RestAssured.port));
                assertThatExceptionOfType(IOException.class).isThrownBy(() -> {
                    while (true) {
                        socket.getOutputStream().write(request);
                    }
                });
            }
        });
    }

    @Test
    void body_isNotJson() {
        assertThat(given().contentType("application/json")
                        .body("[secret")
                        .post("/api/v1/mta-sts")
                        .then()
                        .statusCode(400)
                        .extract()
                        .asString())
                .contains("list-invalid")
                .doesNotContain("secret", "Unrecognized token", "JsonParser");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/mta-sts/example.1com",
                "/api/v1/mta-sts/example.1com/setup",
                "/api/v1/mx/example.1com",
                "/api/v1/tls-rpt/example.1com",
                "/api/v1/tls-rpt/example.1com/setup",
                "/api/v1/dmarc/example.1com",
                "/probe?target=example.1com",
                "/?domain=example.1com",
                "/setup?domain=example.1com",
                "/mx?domain=example.1com",
                "/tls-rpt?domain=example.1com",
                "/dmarc?domain=example.1com"
            })
    void domain_lastLabelBeginsWithADigit(String path) {
        given().get(path).then().statusCode(org.hamcrest.Matchers.not(500));
    }

    private static String exchange(String line, String headers, String body) throws IOException {
        try (Socket socket = new Socket("localhost", RestAssured.port)) {
            socket.setSoTimeout(20_000);
            String length = headers.contains("Length") || headers.contains("Transfer") ? "" : "Content-Length: 0\r\n";
            socket.getOutputStream()
                    .write((line + "\r\nHost: a\r\nConnection: close\r\n" + length + headers + "\r\n" + body)
                            .getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }
}
