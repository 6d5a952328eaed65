package io.mtasts.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.emptyOrNullString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a client gets wrong has a problem document for an answer. */
@QuarkusTest
@WithTestResource(LabResource.class)
class ProblemsIT {

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
                    # path behind /api/v1/mta-sts        | code                    | suggestion
                    /                                    | input-empty             | -
                    /%20                                 | input-empty             | -
                    /https%3A%2F%2Fexample.com%2Fa       | input-url               | example.com
                    /https://example.com/a               | input-url               | example.com
                    /user@example.com                    | input-email             | example.com
                    /example.com%40internal.example      | input-email             | internal.example
                    /ex%2561mple.com                     | input-percent           | -
                    /example.com%2Fa                     | input-path              | example.com
                    /example.com/a                       | input-path              | example.com
                    /example.com/../b                    | input-path              | example.com
                    /..%2F..%2Fetc%2Fpasswd              | input-path              | -
                    /example.com%3A443                   | input-port              | example.com
                    /192.0.2.1                           | input-ip                | -
                    /%5B2001:db8::1%5D                   | input-ip                | -
                    /2130706433                          | input-ip                | -
                    /a%00b.com                           | input-control           | -
                    /example.com%0D%0AHost:%20x.example  | input-control           | -
                    /example.com;a=b                     | input-invalid-character | -
                    /exam%20ple.com                      | input-invalid-character | -
                    /%FF.com                             | input-invalid-character | -
                    /_mta-sts.example.com                | input-underscore        | example.com
                    /a..example.com                      | input-invalid           | -
                    /com                                 | input-single-label      | -
                    /printer.local                       | input-special-use       | -
                    /xn--example-.com                    | input-idn-invalid       | -
                    """)
    void input(String path, String code, String suggestion) {
        problem(given().urlEncodingEnabled(false).get("/api/v1/mta-sts" + path).then(), 400, code)
                .body("suggestion", suggestion == null ? nullValue() : equalTo(suggestion));
    }

    @Test
    void input_tooLong() {
        String name = "a".repeat(60) + ".example";
        problem(given().get("/api/v1/mta-sts/" + "b.".repeat(200) + name).then(), 400, "input-too-long");
        problem(given().get("/api/v1/mta-sts/" + "b.".repeat(10_000) + name).then(), 400, "input-too-long");
        problem(given().get("/api/v1/mta-sts/" + "b".repeat(64) + ".example").then(), 400, "input-label-too-long");
    }

    @ParameterizedTest
    @CsvSource({"/nothing", "/api/v2/mta-sts/example.com", "/q/nothing"})
    void address_unknown(String path) {
        problem(given().get(path).then(), 404, "not-found");
    }

    /** Such requests no client library sends, so the bytes are written by hand. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /%zz HTTP/1.1\r\nHost: a\r\n",
                "GET /api/v1/mta-sts/%zz.com HTTP/1.1\r\nHost: a\r\n",
                "GET /api/v1/mta-sts/example.com HTTP/1.1\r\n"
            })
    void request_unreadable(String head) throws IOException {
        String answer = exchange(head + "Connection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 400 Bad Request");
        assertThat(answer).containsIgnoringCase("content-type: application/problem+json");
        assertThat(answer).contains("\"code\":\"bad-request\"");
    }

    @Test
    void address_notAUri() throws IOException {
        String answer = exchange("GET /api/v1/mta-sts/a|b\"{}.com HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");

        assertThat(answer).contains("\"code\":\"input-invalid-character\"");
    }

    private static String exchange(String request) throws IOException {
        try (Socket socket = new Socket("localhost", RestAssured.port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "32000, 8000,  0,      400, input-too-long",
        "32769, 10,    0,      414, uri-too-long",
        "10,    8300,  0,      431, request-header-fields-too-large",
        "10,    60000, 0,      431, request-header-fields-too-large",
        "10,    10,    65537,  413, content-too-large"
    })
    void request_tooLarge(int target, int header, int body, int status, String code) throws IOException {
        String path = "/api/v1/mta-sts/";
        String answer = exchange("GET " + path + "a".repeat(Math.max(target - path.length(), 1))
                + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: " + body
                + "\r\nX: " + "x".repeat(header - 10) + "\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
        assertThat(answer).contains("\"code\":\"" + code + "\"").containsIgnoringCase("connection: close");
    }

    @Test
    void method_notAllowed() {
        for (String method : new String[] {"POST", "PUT", "DELETE", "PATCH"}) {
            problem(given().request(method, "/api/v1/mta-sts/example.com").then(), 405, "method-not-allowed")
                    .header("Allow", "GET, HEAD, OPTIONS");
        }
    }

    @Test
    void mediaType_notAcceptable() {
        problem(given().accept("text/html").get("/api/v1/mta-sts/example.com").then(), 406, "not-acceptable");
    }

    @Test
    void mediaType_ofProblemsIsAcceptableEverywhere() {
        given().accept("application/problem+json")
                .get("/api/v1/mta-sts/example.com")
                .then()
                .statusCode(200)
                .contentType("application/json");
        given().accept("application/problem+json")
                .get("/probe?target=example.com")
                .then()
                .statusCode(200);
        problem(
                given().accept("application/problem+json")
                        .get("/api/v1/mta-sts/a_b")
                        .then(),
                400,
                "input-underscore");
    }

    /** A base URL that ends with a slash is the most common mistake of clients. */
    @Test
    void slash_repeatedAtTheBeginning() {
        given().urlEncodingEnabled(false)
                .get("//api/v1/mta-sts/example.com")
                .then()
                .statusCode(200)
                .body("domain", equalTo("example.com"));
    }

    private static ValidatableResponse problem(ValidatableResponse response, int status, String code) {
        return response.statusCode(status)
                .header("Content-Type", startsWith("application/problem+json"))
                .body("type", equalTo("/problems/" + code))
                .body("instance", startsWith("/"))
                .body("title", not(emptyOrNullString()))
                .body("status", equalTo(status))
                .body("detail", not(emptyOrNullString()))
                .body("code", equalTo(code));
    }
}
