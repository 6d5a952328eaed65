package io.mtasts.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import io.mtasts.lab.LabDomains;
import io.mtasts.lab.Laboratory;
import io.mtasts.tlsreport.Reports;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** TLS reports over HTTP, compared with the domains of the laboratory. */
@QuarkusTest
@WithTestResource(LabResource.class)
class TlsReportIT {

    private static final String REPORTS = "/api/v1/tls-rpt/reports";
    private static final int MAX_BYTES = 1 << 20;

    Laboratory lab;

    @BeforeEach
    void stage() {
        lab.reset();
        LabDomains.stage(lab);
    }

    private static ValidatableResponse post(String type, byte[] body) {
        return given().config(RestAssured.config()
                        .encoderConfig(EncoderConfig.encoderConfig()
                                .appendDefaultContentCharsetToContentTypeIfUndefined(false)
                                .encodeContentTypeAs("application/tlsrpt+json", ContentType.TEXT)
                                .encodeContentTypeAs("application/tlsrpt+gzip", ContentType.BINARY)
                                .encodeContentTypeAs("application/x-gzip", ContentType.BINARY)
                                .encodeContentTypeAs("application/gzip", ContentType.BINARY)))
                .contentType(type)
                .body(body)
                .post(REPORTS)
                .then();
    }

    private static String policy(String domain, String server) {
        return """
                {"policy": {"policy-type": "sts", "policy-domain": "%1$s", "mx-host": ["mx1.%1$s"],
                  "policy-string": ["version: STSv1", "mode: enforce", "mx: mx1.%1$s", "max_age: 1209600"]},
                 "summary": {"total-successful-session-count": 120, "total-failure-session-count": 3},
                 "failure-details": [{"result-type": "validation-failure", "sending-mta-ip": "192.0.2.1",
                  "receiving-mx-hostname": "%2$s", "failed-session-count": 3}]}
                """.formatted(domain, server);
    }

    private static byte[] report(String... policies) {
        return Reports.utf8("""
                {"organization-name": "Example Mail Inc.", "contact-info": "tls-reports@sender.example", "report-id": "1",
                 "date-range": {"start-datetime": "2026-11-03T00:00:00Z", "end-datetime": "2026-11-03T23:59:59Z"},
                 "policies": [%s]}
                """.formatted(String.join(",", policies)));
    }

    @Test
    void report_isComparedWithTheDomain() {
        post("application/json", report(policy("gap.lab.test", "mx.backup.lab.test")))
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body("organization", equalTo("Example Mail Inc."))
                .body("start", equalTo("2026-11-03T00:00:00Z"))
                .body(
                        "summary",
                        equalTo(
                                "On 3 November 2026, Example Mail Inc. saw 3 failed sessions and 120 successful sessions."))
                .body("deviations", hasSize(0))
                .body("domains[0].domain", equalTo("gap.lab.test"))
                .body("domains[0].checked", equalTo(true))
                .body("domains[0].verdict", equalTo("enforcing"))
                .body("policies[0].type", equalTo("sts"))
                .body("policies[0].failures[0].resultType", equalTo("validation-failure"))
                .body("policies[0].failures[0].sessions", equalTo(3))
                .body("policies[0].failures[0].today", equalTo("still-there"))
                .body(
                        "policies[0].failures[0].todayMessage",
                        equalTo("Today no pattern of the policy matches mx.backup.lab.test."));
    }

    @Test
    void report_ofARepairedDomain() {
        post("application/json", report(policy("enforcing.lab.test", "mx2.enforcing.lab.test")))
                .statusCode(200)
                .body("policies[0].failures[0].today", equalTo("gone"));
        post("application/json", report(policy("enforcing.lab.test", "mx1.enforcing.lab.test")))
                .statusCode(200)
                .body("policies[0].failures[0].today", equalTo("not-known"))
                .body("policies[0].failures[0].todayMessage", containsString("did not look at the TLS"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "application/tlsrpt+json",
                "application/tlsrpt+gzip",
                "application/gzip",
                "application/x-gzip"
            })
    void report_ofEachMediaType(String type) {
        byte[] json = report(policy("gap.lab.test", "mx.backup.lab.test"));

        post(type, type.contains("gzip") ? Reports.gzip(json) : json)
                .statusCode(200)
                .body("failedSessions", equalTo(3));
    }

    @ParameterizedTest
    @CsvSource({"gzip, 200", "identity, 200", "br, 415"})
    void report_withContentCoding(String coding, int status) {
        byte[] json = report(policy("gap.lab.test", "mx.backup.lab.test"));

        given().contentType("application/json")
                .header("Content-Encoding", coding)
                .body(coding.equals("gzip") ? Reports.gzip(json) : json)
                .post(REPORTS)
                .then()
                .statusCode(status);
    }

    @Test
    void deviations_areNamed() {
        post("application/json", Reports.utf8(Reports.WITHOUT_ZONE))
                .statusCode(200)
                .body("deviations.code", hasItem("date-format"))
                .body("deviations.find { it.code == 'member-missing' }.pointer", endsWith("/policy/policy-string"));
    }

    @Test
    void domains_areAtMostThree() {
        String[] policies = IntStream.range(0, 5)
                .mapToObj(i -> policy("d" + i + ".lab.test", "mx.d" + i + ".lab.test"))
                .toArray(String[]::new);

        post("application/json", report(policies))
                .statusCode(200)
                .body("domains.checked", contains(true, true, true, false, false))
                .body("domains[3].reason", equalTo("too-many-domains"))
                .body("policies[4].failures[0].today", equalTo("not-known"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no-label", "_25._tcp.mx.example.com", "192.0.2.1", "http://x.example/", "a\\u0000b"})
    void domain_thatIsNone_isNotChecked(String domain) {
        post("application/json", report(policy(domain, "mx.example.com")))
                .statusCode(200)
                .body("domains[0].checked", equalTo(false))
                .body("domains[0].reason", equalTo("not-a-domain"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            application/json | {"policies": [secret]}   | 400 | report-unreadable      | at /policies (line 1, column
            application/json | {"secret": 1}            | 400 | report-invalid         | policies
            application/json | ``                       | 400 | report-unreadable      | empty
            application/gzip | <secret>                 | 400 | report-unreadable      | XML
            text/plain       | {"policies": []}         | 415 | unsupported-media-type | TLS report
            """)
    void rejection_namesThePlace(String type, String body, int status, String code, String detail) {
        post(type, Reports.utf8(body))
                .statusCode(status)
                .contentType("application/problem+json")
                .body("code", equalTo(code))
                .body("detail", containsString(detail))
                .body("detail", not(containsString("secret")));
    }

    @Test
    void size_isLimited() {
        byte[] json = report(policy("gap.lab.test", "mx.backup.lab.test"));
        byte[] largest = Arrays.copyOf(json, MAX_BYTES);
        Arrays.fill(largest, json.length, MAX_BYTES, (byte) ' ');

        post("application/json", largest).statusCode(200);
        post("application/gzip", Reports.gzip(largest)).statusCode(413).body("code", equalTo("report-too-large"));
        announce(REPORTS, Arrays.copyOf(largest, MAX_BYTES + 1));
        // Other addresses keep their limit.
        announce("/api/v1/validate", largest);
    }

    /** A client that sends all of a rejected body may find the connection closed before it reads the response. */
    private static void announce(String path, byte[] body) {
        given().header("Expect", "100-continue")
                .contentType("application/json")
                .body(body)
                .post(path)
                .then()
                .statusCode(413)
                .contentType("application/problem+json");
    }

    @Test
    void nothing_isLogged() {
        Queue<String> lines = new ConcurrentLinkedQueue<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord logged) {
                lines.add(logged.getMessage() + " " + Arrays.toString(logged.getParameters()));
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger.getLogger("").addHandler(handler);
        try {
            post("application/json", report(policy("secret.lab.test", "mx.secret.lab.test")))
                    .statusCode(200);
            post("application/json", Reports.utf8("{\"secret\"")).statusCode(400);
        } finally {
            Logger.getLogger("").removeHandler(handler);
        }
        assertThat(lines.stream().filter(line -> line.contains("secret")).collect(Collectors.toList()))
                .isEmpty();
    }

    @Test
    void page_explainsAnUploadedFile() {
        given().get("/reports").then().statusCode(200).body(containsString("What does this TLS report mean?"));
        given().multiPart(
                        "file",
                        "report.json.gz",
                        Reports.gzip(report(policy("gap.lab.test", "mx.backup.lab.test"))),
                        "application/gzip")
                .post("/reports")
                .then()
                .statusCode(200)
                .contentType("text/html")
                .body(containsString("3 failed sessions"))
                .body(containsString("Still there"));
        given().multiPart("file", "report.json", Reports.utf8("[<b>secret"), "application/json")
                .post("/reports")
                .then()
                .statusCode(400)
                .contentType("text/html")
                .body(containsString("line 1, column 2"))
                .body(not(containsString("secret")));
    }

    @Test
    void page_withoutFile() {
        given().multiPart("file", "", new byte[0], "application/octet-stream")
                .post("/reports")
                .then()
                .statusCode(400)
                .body(containsString("Choose a file first."));
        given().config(RestAssured.config()
                        .encoderConfig(EncoderConfig.encoderConfig()
                                .encodeContentTypeAs("multipart/form-data", ContentType.TEXT)))
                .contentType("multipart/form-data; boundary=x")
                .body("--y\r\nnothing")
                .post("/reports")
                .then()
                .statusCode(400);
        given().accept("text/html")
                .contentType("application/x-www-form-urlencoded")
                .body("file=x")
                .post("/reports")
                .then()
                .statusCode(415)
                .contentType("text/html");
    }
}
