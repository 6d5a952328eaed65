package io.mtasts.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import io.mtasts.lab.LabFixtures;
import io.mtasts.lab.Laboratory;
import io.mtasts.lab.Reachability;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The limits, as clients meet them; each test is a client of its own, behind a proxy that is trusted. */
@QuarkusTest
@TestProfile(AdmissionIT.RateLimitedProfile.class)
@WithTestResource(LabResource.class)
class AdmissionIT {

    private static final int CLIENT = 4;
    private static final int TARGET = 5;

    /** Tokens come back so slowly that none does within a test. */
    public static final class RateLimitedProfile implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.ofEntries(
                    Map.entry("mta-sts.rate-limit.enabled", "true"),
                    Map.entry("mta-sts.rate-limit.client.requests", Integer.toString(CLIENT)),
                    Map.entry("mta-sts.rate-limit.client.window", "1h"),
                    Map.entry("mta-sts.rate-limit.target.requests", Integer.toString(TARGET)),
                    Map.entry("mta-sts.rate-limit.target.window", "1h"),
                    Map.entry("mta-sts.limits.checks", "2"),
                    Map.entry("mta-sts.limits.client-checks", "1"),
                    Map.entry("mta-sts.limits.max-wait", "10ms"),
                    // what is held up must be so for longer than the rest of its test takes
                    Map.entry("mta-sts.policy.timeout", "60s"),
                    Map.entry("mta-sts.dns.timeout", "2s"),
                    Map.entry("quarkus.http.proxy.proxy-address-forwarding", "true"),
                    Map.entry("quarkus.http.proxy.trusted-proxies", "127.0.0.1"));
        }
    }

    private final ExecutorService pool = Executors.newCachedThreadPool();

    Laboratory lab;

    @AfterEach
    void close() {
        pool.shutdown();
    }

    @BeforeEach
    void clean() {
        lab.reset();
    }

    private static Response check(String client, String domain) {
        return given().header("X-Forwarded-For", client).get("/api/v1/mta-sts/{domain}", domain);
    }

    private static Response report(String client) {
        return given().header("X-Forwarded-For", client)
                .contentType("application/json")
                .body("{\"policies\": [{\"policy\": {\"policy-domain\": \"report.lab.test\"}}]}")
                .post("/api/v1/tls-rpt/reports");
    }

    /** Reading a report counts, and so does the domain in it. */
    @Test
    void report_countsForTheClient() {
        LabFixtures.stageValid(lab, "report.lab.test");

        for (int i = 0; i < CLIENT / 2; i++) {
            report("203.0.113.84").then().statusCode(200).body("domains[0].checked", equalTo(true));
        }
        report("203.0.113.84").then().statusCode(429).body("code", equalTo("rate-limit-client"));
        check("203.0.113.84", "report.lab.test").then().statusCode(429);
    }

    /** A client that has one request left gets the report without the check. */
    @Test
    void report_withoutTheCheck() {
        for (int i = 0; i < CLIENT - 1; i++) {
            check("203.0.113.85", "other" + i + ".lab.test").then().statusCode(200);
        }

        report("203.0.113.85").then().statusCode(200).body("domains[0].reason", equalTo("rate-limited"));
    }

    /** Nothing is looked up, but a long policy takes milliseconds to judge. */
    @Test
    void validation_countsForTheClient() {
        for (int i = 0; i <= CLIENT; i++) {
            given().header("X-Forwarded-For", "203.0.113.86")
                    .contentType("application/json")
                    .body("{\"txt\": [\"v=STSv1; id=1\"]}")
                    .post("/api/v1/validate")
                    .then()
                    .statusCode(i < CLIENT ? 200 : 429);
        }
        given().header("X-Forwarded-For", "203.0.113.86")
                .contentType("application/x-www-form-urlencoded")
                .body("txt=v%3DSTSv1")
                .post("/validate")
                .then()
                .statusCode(429)
                .body(containsString("Too many checks"));
    }

    /** Whatever looks at the network counts. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1 | GET  | /api/v1/mta-sts/{domain}/setup
            2 | POST | /api/v1/mta-sts/{domain}/preview
            3 | GET  | /api/v1/mx/{domain}
            4 | GET  | /api/v1/tls-rpt/{domain}
            5 | GET  | /setup?domain={domain}
            6 | GET  | /mx?domain={domain}
            7 | GET  | /tls-rpt?domain={domain}
            8 | GET  | /badge/{domain}.svg
            """)
    void client_hasOneLimitForAll(int number, String method, String path) {
        String client = "100.64.0." + number;
        for (int i = 0; i <= CLIENT; i++) {
            int status = given().header("X-Forwarded-For", client)
                    .contentType("text/plain")
                    .body(method.equals("POST") ? "mode: none" : "")
                    .request(method, path, "any" + number + "-" + i + ".example")
                    .statusCode();

            assertThat(status == 429).as(i + " " + path).isEqualTo(i == CLIENT);
        }
    }

    @Test
    void client_hasItsOwnLimit() {
        for (int i = 0; i < CLIENT; i++) {
            LabFixtures.stageValid(lab, "client" + i + ".example");
            check("192.0.2.1", "client" + i + ".example")
                    .then()
                    .statusCode(200)
                    .header("RateLimit-Policy", "\"client\";q=4;w=3600")
                    .header("RateLimit", containsString("\"client\";r=" + (CLIENT - 1 - i)));
        }

        check("192.0.2.1", "client0.example")
                .then()
                .statusCode(429)
                .contentType("application/problem+json")
                .header("RateLimit", containsString("\"client\";r=0"))
                .header("Retry-After", matchesPattern("900|89\\d"))
                .body("code", startsWith("rate-limit-"))
                .body("retryAfterSeconds", allOf(greaterThanOrEqualTo(890), lessThanOrEqualTo(900)))
                .body("detail", containsString("network"));
        check("192.0.2.2", "client0.example").then().statusCode(200);
    }

    private static Response checkDmarc(String client, String domain) {
        return given().header("X-Forwarded-For", client).get("/api/v1/dmarc/{domain}", domain);
    }

    @Test
    void dmarc_countsForTheSameLimits() {
        for (int i = 0; i < CLIENT; i++) {
            checkDmarc("198.18.0.5", "dmarc" + i + ".example")
                    .then()
                    .statusCode(200)
                    .header("RateLimit", containsString("\"client\";r=" + (CLIENT - 1 - i)));
        }
        checkDmarc("198.18.0.5", "dmarc.example").then().statusCode(429).body("code", startsWith("rate-limit-"));
        check("198.18.0.5", "dmarc.example").then().statusCode(429);

        for (int i = 0; i < TARGET; i++) {
            checkDmarc("198.18.1." + i, "sub" + i + ".dmarc.co.uk").then().statusCode(200);
        }
        checkDmarc("198.18.1.60", "another.dmarc.co.uk").then().statusCode(429);
        check("198.18.1.61", "another.dmarc.co.uk").then().statusCode(429);
    }

    @Test
    void client_isAnIpv6Network() {
        for (int i = 0; i < CLIENT; i++) {
            check("2001:db8:1:1::" + i, "network" + i + ".example").then().statusCode(200);
        }

        check("2001:db8:1:1:ffff::1", "network.example").then().statusCode(429);
        check("2001:db8:1:2::1", "network.example").then().statusCode(200);
    }

    @Test
    void input_thatIsNotADomainIsNotCounted() {
        for (int i = 0; i < 2 * CLIENT; i++) {
            check("192.0.2.3", "not_a_domain").then().statusCode(400);
        }

        check("192.0.2.3", "input.example").then().statusCode(200);
    }

    @Test
    void target_hasOneLimitForAllClients() {
        for (int i = 0; i < TARGET; i++) {
            check("198.51.100." + i, "sub" + i + ".target.co.uk").then().statusCode(200);
        }

        check("198.51.100.9", "another.target.co.uk")
                .then()
                .statusCode(429)
                .header("RateLimit", containsString("\"target\";r=0"))
                .header("Retry-After", notNullValue())
                .body("detail", containsString("domain"));
        check("198.51.100.9", "other.co.uk").then().statusCode(200);
        assertThat(refused("target-rate")).isPositive();
    }

    @Test
    void page_givesTheReasonAndKeepsTheInput() {
        for (int i = 0; i < CLIENT; i++) {
            page("192.0.2.4", "page" + i + ".example").then().statusCode(200);
        }

        page("192.0.2.4", "page.example")
                .then()
                .statusCode(429)
                .contentType("text/html;charset=UTF-8")
                .body(containsString("Too many checks"), containsString("value=\"page.example\""));
    }

    @Test
    void probe_hasTheSameLimits() {
        double before = refused("client-rate");
        for (int i = 0; i < CLIENT; i++) {
            probe("192.0.2.5", "probe" + i + ".example").then().statusCode(200).header("RateLimit", notNullValue());
        }

        probe("192.0.2.5", "probe.example")
                .then()
                .statusCode(429)
                .contentType("application/problem+json")
                .header("Retry-After", notNullValue());
        assertThat(refused("client-rate")).isEqualTo(before + 1);
    }

    private static Response probe(String client, String domain) {
        return given().header("X-Forwarded-For", client)
                .queryParam("target", domain)
                .get("/probe");
    }

    /** As the metrics tell. */
    private static double refused(String reason) {
        return given().accept("text/plain")
                .get("/q/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith("mta_sts_refusals_total{reason=\"" + reason + "\""))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(' '))))
                .sum();
    }

    private static Response page(String client, String domain) {
        return given().header("X-Forwarded-For", client)
                .queryParam("domain", domain)
                .get("/");
    }

    /** Two checks are in flight and wait for silent hosts. Requests for the same domains share them, and another one is rejected. */
    @Test
    void checks_sharedOrRejected() throws IOException {
        List<String> slow = List.of("slow1.example", "slow2.example");
        List<CompletableFuture<Response>> running = holdUp(slow, List.of("203.0.113.1", "203.0.113.11"));

        double busy = refused("busy");
        check("203.0.113.2", "third.example")
                .then()
                .statusCode(503)
                .contentType("application/problem+json")
                .header("Retry-After", notNullValue())
                .body("code", equalTo("busy"));
        assertThat(refused("busy")).isEqualTo(busy + 1);

        release(running);
        assertThat(lab.dns().queries().stream()
                        .filter(query -> query.name().startsWith("_mta-sts.slow"))
                        .map(query -> query.name()))
                .containsExactlyInAnyOrder("_mta-sts.slow1.example", "_mta-sts.slow2.example");
    }

    @Test
    void parts_takeAPermitToo() throws IOException {
        List<CompletableFuture<Response>> running =
                holdUp(List.of("slow3.example", "slow4.example"), List.of("203.0.113.3", "203.0.113.13"));

        given().header("X-Forwarded-For", "203.0.113.4")
                .get("/api/v1/mx/{domain}", "fourth.example")
                .then()
                .statusCode(503)
                .body("code", equalTo("busy"));
        checkDmarc("203.0.113.4", "fourth.example").then().statusCode(503).body("code", equalTo("busy"));

        release(running);
    }

    /** The check of one client is in flight and waits for a silent host. Its next one is rejected, that of another is not. */
    @Test
    void client_atItsLimit() throws IOException {
        String client = "203.0.113.5";
        LabFixtures.stageValid(lab, "fine.example");
        List<CompletableFuture<Response>> running = holdUp(List.of("slow5.example"), List.of(client));

        check(client, "fine.example")
                .then()
                .statusCode(429)
                .contentType("application/problem+json")
                .header("Retry-After", "5")
                .body("code", equalTo("rate-limit-client"))
                .body("detail", startsWith("Too many checks for your network are running."));
        check("203.0.113.6", "fine.example").then().statusCode(200).body("verdict", equalTo("enforcing"));

        release(running);
    }

    /** The domains of a list are checked side by side, but those of a client only one at a time. They wait for each other. */
    @Test
    void client_listWaitsForItsOwnChecks() {
        List<String> domains = List.of("one.example", "two.example", "three.example");
        domains.forEach(domain -> LabFixtures.stageValid(lab, domain));
        lab.dns().delay(Duration.ofMillis(50));

        String results = given().header("X-Forwarded-For", "203.0.113.7")
                .contentType("text/plain")
                .accept("application/x-ndjson")
                .body(String.join("\n", domains))
                .post("/api/v1/mta-sts")
                .then()
                .statusCode(200)
                .extract()
                .asString();

        assertThat(results.lines().filter(line -> line.contains("\"verdict\":\"enforcing\"")))
                .as(results)
                .hasSameSizeAs(domains);
    }

    /** Each domain is requested twice by its client, and its policy host never responds. */
    private List<CompletableFuture<Response>> holdUp(List<String> slow, List<String> clients) {
        for (String domain : slow) {
            LabFixtures.stageValid(lab, domain);
            lab.dns().remove("mta-sts." + domain).a("mta-sts." + domain, Laboratory.TARPIT);
        }
        List<CompletableFuture<Response>> running = IntStream.range(0, 2 * slow.size())
                .map(i -> i % slow.size())
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> check(clients.get(i), slow.get(i)), pool))
                .toList();
        await().until(() -> lab.sites().connections(Laboratory.TARPIT) == slow.size());
        return running;
    }

    /** The silent host is gone, so that the checks end. */
    private void release(List<CompletableFuture<Response>> running) throws IOException {
        lab.sites().reach(Laboratory.TARPIT, Reachability.REFUSED).disconnect();
        assertThat(running).allSatisfy(answer -> answer.join().then().statusCode(200));
    }

    @Test
    void manyConcurrent_allGetAResponse() {
        // Long enough for all requests to arrive while the first checks run.
        lab.dns().delay(Duration.ofMillis(300));
        List<CompletableFuture<Integer>> running = IntStream.range(0, 50)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> check("192.0.2." + (100 + i), "many" + i + ".example")
                                .statusCode(),
                        pool))
                .toList();

        List<Integer> statuses = running.stream().map(CompletableFuture::join).toList();

        assertThat(statuses).isSubsetOf(200, 503).contains(200, 503);
        given().get("/q/health/live").then().statusCode(200).body("status", equalTo("UP"));
    }

    @Test
    void openApi_listsTheRejections() {
        given().accept("application/json")
                .get("/q/openapi")
                .then()
                .body("paths.'/api/v1/mta-sts/{domain}'.get.responses.keySet()", hasItem("429"))
                .body("paths.'/api/v1/mta-sts/{domain}'.get.responses.keySet()", hasItem("503"));
    }
}
