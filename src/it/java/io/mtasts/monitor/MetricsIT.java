package io.mtasts.monitor;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.startsWith;

import io.mtasts.api.LabResource;
import io.mtasts.api.LabResponses;
import io.mtasts.lab.LabDomains;
import io.mtasts.lab.LabFixtures;
import io.mtasts.lab.Laboratory;
import io.mtasts.lab.Reachability;
import io.mtasts.lab.RecordType;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the service counts; other tests may have counted before. */
@QuarkusTest
@WithTestResource(LabResource.class)
class MetricsIT {

    Laboratory lab;

    @BeforeEach
    void stage() {
        lab.reset();
        LabDomains.stage(lab);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            text/plain                                                                       | text/plain
            text/plain;version=0.0.4                                                         | text/plain
            application/openmetrics-text                                                     | application/openmetrics-text
            application/openmetrics-text;version=1.0.0                                       | application/openmetrics-text
            application/openmetrics-text;version=1.0.0;q=0.5,text/plain;q=0.3,*/*;q=0.2      | application/openmetrics-text
            application/openmetrics-text;version=1.0.0;q=0.2,text/plain;version=0.0.4;q=0.3  | text/plain
            */*                                                                              | text/plain
            application/json                                                                 | text/plain
            """)
    void metrics_inTheFormatThatIsPreferred(String accept, String format) {
        given().header("Accept", accept)
                .get("/q/metrics")
                .then()
                .statusCode(200)
                .header("Content-Type", startsWith(format));
    }

    static String text() {
        return given().accept("text/plain").get("/q/metrics").asString();
    }

    private static Samples metrics() {
        return new Samples(text());
    }

    private static void check(String domain) {
        given().get("/api/v1/mta-sts/{domain}", domain);
    }

    @ParameterizedTest
    @CsvSource({
        "enforcing.lab.test,          enforcing,      ok,       found,          2, served",
        "gap.lab.test,                enforcing,      critical, found,          2, served",
        "testing.lab.test,            testing,        warning,  found,          2, served",
        "no-tlsrpt.lab.test,          enforcing,      info,     found,          1, served",
        "broken-certificate.lab.test, broken,         error,    found,          2, certificate",
        "private-address.lab.test,    broken,         error,    found,          2, not-public",
        "nothing.example,             not-configured, warning,  nx-domain,      2, no-address",
        "servfail.lab.test,           unknown,        error,    server-failure, 1, served"
    })
    void check_countsOnce(
            String domain, String verdict, String severity, String outcome, int lookupsOfTxt, String fetch) {
        String checks = "mta_sts_checks_total{severity=\"" + severity + "\",verdict=\"" + verdict + "\"}";
        String lookups = "mta_sts_dns_lookups_total{outcome=\"" + outcome + "\",type=\"TXT\"}";
        String fetches = "mta_sts_policy_fetches_total{outcome=\"" + fetch + "\"}";
        Samples before = metrics();

        check(domain);

        Samples after = metrics();
        assertThat(after.value(checks)).isEqualTo(before.value(checks) + 1);
        assertThat(after.value(lookups)).isEqualTo(before.value(lookups) + lookupsOfTxt);
        assertThat(after.value(fetches)).isEqualTo(before.value(fetches) + 1);
        for (String stage : new String[] {"record", "mx", "policy-host", "policy", "tls-rpt"}) {
            String count = "mta_sts_stage_seconds_count{stage=\"" + stage + "\"}";
            assertThat(after.value(count)).as(stage).isEqualTo(before.value(count) + 1);
            assertThat(after.all()).containsKey("mta_sts_stage_seconds_bucket{stage=\"" + stage + "\",le=\"0.25\"}");
        }
        assertThat(after.value("mta_sts_run_seconds_count")).isEqualTo(before.value("mta_sts_run_seconds_count") + 1);
    }

    @ParameterizedTest
    @CsvSource({
        "reject.dmarc.lab.test,   enforcing,      ok",
        "absent.dmarc.lab.test,   not-configured, warning",
        "servfail.dmarc.lab.test, unknown,        error"
    })
    void dmarc_countsOnce(String domain, String verdict, String severity) {
        String checks = "mta_sts_dmarc_checks_total{severity=\"" + severity + "\",verdict=\"" + verdict + "\"}";
        Samples before = metrics();

        given().get("/api/v1/dmarc/{domain}", domain);

        assertThat(metrics().value(checks)).isEqualTo(before.value(checks) + 1);
    }

    @Test
    void page_countsAsACheck() {
        String checks = "mta_sts_checks_total{severity=\"critical\",verdict=\"enforcing\"}";
        double before = metrics().value(checks);

        given().queryParam("domain", "gap.lab.test").get("/");

        assertThat(metrics().value(checks)).isEqualTo(before + 1);
    }

    @Test
    void permits_whileACheckRuns() throws IOException {
        LabFixtures.stageValid(lab, "silent.example");
        lab.dns().remove("mta-sts.silent.example").a("mta-sts.silent.example", Laboratory.TARPIT);
        assertThat(metrics().value("mta_sts_permits")).isEqualTo(4096);
        assertThat(metrics().value("mta_sts_permits_waiting")).isZero();

        CompletableFuture<Void> running = CompletableFuture.runAsync(() -> check("silent.example"));

        await().until(() -> metrics().value("mta_sts_permits_used") == 1);
        lab.sites().reach(Laboratory.TARPIT, Reachability.REFUSED).disconnect();
        running.join();
        await().until(() -> metrics().value("mta_sts_permits_used") == 0);
    }

    @Test
    void rejections_areExportedBeforeTheFirstOne() {
        assertThat(metrics().all())
                .containsKeys(
                        "mta_sts_refusals_total{reason=\"busy\"}",
                        "mta_sts_refusals_total{reason=\"client-rate\"}",
                        "mta_sts_refusals_total{reason=\"target-rate\"}",
                        "mta_sts_connection_refusals_total{reason=\"address-rate\"}",
                        "mta_sts_connection_refusals_total{reason=\"client\"}",
                        "mta_sts_refusals_total{reason=\"stopping\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "GET,      /api/v1/mta-sts/gap.lab.test, GET,   /api/v1/mta-sts/{domain}, 200",
        "HEAD,     /?domain=gap.lab.test,        HEAD,  /,                        200",
        "GET,      /api/v1/mta-sts/a_b.lab.test, GET,   /api/v1/mta-sts/{domain}, 400",
        "GET,      /api/v1/mta-sts/%zz.lab.test, GET,   other,                    400",
        "GET,      /lab.test/secret,             GET,   other,                    404",
        "DELETE,   /api/v1/mta-sts/gap.lab.test, DELETE, other,                   405",
        "LAB.TEST, /api/v1/mta-sts/gap.lab.test, OTHER, other,                    405",
        "GET,      /probe?target=gap.lab.test,   GET,   /probe,                   200"
    })
    void request_isLabelledWithItsRoute(String sent, String path, String method, String route, int status)
            throws IOException {
        String count = "http_server_requests_seconds_count{method=\"%s\",status=\"%d\",uri=\"%s\"}"
                .formatted(method, status, route);
        double before = metrics().value(count);

        String answer = exchange(sent + " " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
        await().untilAsserted(() -> assertThat(metrics().value(count)).isEqualTo(before + 1));
        assertThat(text()).doesNotContainIgnoringCase("lab.test");
    }

    @Test
    void request_abortedByTheClient() throws IOException {
        String count =
                "http_server_requests_seconds_count{method=\"GET\",status=\"aborted\",uri=\"/api/v1/mta-sts/{domain}\"}";
        double before = metrics().value(count);
        LabFixtures.stageValid(lab, "silent.example");
        lab.dns().remove("mta-sts.silent.example").a("mta-sts.silent.example", Laboratory.TARPIT);

        try (Socket socket = new Socket("localhost", RestAssured.port)) {
            socket.getOutputStream()
                    .write("GET /api/v1/mta-sts/silent.example HTTP/1.1\r\nHost: a\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            await().until(() -> lab.sites().connections(Laboratory.TARPIT) > 0);
        }

        await().untilAsserted(() -> assertThat(metrics().value(count)).isEqualTo(before + 1));
    }

    /** The client resets the connection while the page is sent in pieces. */
    @Test
    void page_abortedByTheClient() throws IOException {
        String count = "http_server_requests_seconds_count{method=\"GET\",status=\"aborted\",uri=\"/\"}";
        double before = metrics().value(count);
        LabFixtures.stageValid(lab, "left.example");
        // The pieces of the page that follow meet a connection that is reset.
        lab.dns().delay("left.example", RecordType.MX, Duration.ofMillis(250));

        try (Socket socket = new Socket("localhost", RestAssured.port)) {
            socket.setSoLinger(true, 0);
            socket.getOutputStream()
                    .write("GET /?domain=left.example HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            readUntil(socket, "1 of 6 done");
        }

        await().untilAsserted(() -> assertThat(metrics().value(count)).isEqualTo(before + 1));
    }

    private static void readUntil(Socket socket, String text) throws IOException {
        StringBuilder received = new StringBuilder();
        while (received.indexOf(text) < 0) {
            int octet = socket.getInputStream().read();
            assertThat(octet).isNotNegative();
            received.append((char) octet);
        }
    }

    private static String exchange(String request) throws IOException {
        try (Socket socket = new Socket("localhost", RestAssured.port)) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Every label that is not of the JVM has few values, whichever domains are checked. */
    @Test
    void labels_areBounded() {
        LabResponses.requestAll(domain -> given().get("/api/v1/mta-sts/{domain}", domain));
        int before = metrics().all().size();

        for (int i = 0; i < 50; i++) {
            Map<String, Double> now = ask("many" + i + ".example");
            assertThat(now).isNotEmpty();
        }

        assertThat(metrics().all().size()).isLessThan(before + 50);
        assertThat(text()).doesNotContain("many", "lab.test", "127.0.", "mx1");
    }

    private static Map<String, Double> ask(String domain) {
        check(domain);
        given().queryParam("target", domain).get("/probe");
        given().get("/" + domain);
        return metrics().all();
    }
}
