package io.mtasts.monitor;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.mtasts.api.LabResource;
import io.mtasts.api.LabResponses;
import io.mtasts.lab.LabDomains;
import io.mtasts.lab.LabFixtures;
import io.mtasts.lab.Laboratory;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A domain as Prometheus sees it. */
@QuarkusTest
@WithTestResource(LabResource.class)
class ProbeIT {

    /** As Prometheus 3 asks. */
    private static final String ACCEPT = "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.5,"
            + "application/openmetrics-text;version=0.0.1;q=0.4,text/plain;version=1.0.0;escaping=allow-utf-8;q=0.3,"
            + "text/plain;version=0.0.4;q=0.2,*/*;q=0.1";

    private static final Map<String, Response> OF_LAB_DOMAINS = new HashMap<>();

    Laboratory lab;

    @BeforeEach
    void stage() {
        lab.reset();
        LabDomains.stage(lab);
    }

    private static Response probe(String target) {
        return given().accept(ACCEPT).queryParam("target", target).get("/probe");
    }

    private static Map<String, Double> samples(String target) {
        return samples(probe(target));
    }

    private static Map<String, Double> samples(Response answer) {
        answer.then()
                .statusCode(200)
                .contentType(allOf(
                        startsWith("text/plain;"), containsString(";version=0.0.4"), containsString(";charset=utf-8")));
        return new Samples(answer.asString()).all();
    }

    @Test
    void gap_isComplete() {
        Map<String, Double> samples = samples("gap.lab.test");

        assertThat(samples)
                .contains(
                        entry("probe_success", 1.0),
                        entry("mta_sts_domain_verdict{verdict=\"enforcing\"}", 1.0),
                        entry("mta_sts_domain_verdict{verdict=\"testing\"}", 0.0),
                        entry("mta_sts_domain_verdict{verdict=\"disabled\"}", 0.0),
                        entry("mta_sts_domain_verdict{verdict=\"broken\"}", 0.0),
                        entry("mta_sts_domain_verdict{verdict=\"not-configured\"}", 0.0),
                        entry("mta_sts_domain_mail{mail=\"at-risk\"}", 1.0),
                        entry("mta_sts_domain_mail{mail=\"protected\"}", 0.0),
                        entry("mta_sts_domain_refused_mail_servers", 1.0),
                        entry("mta_sts_domain_severity{severity=\"ok\"}", 0.0),
                        entry("mta_sts_domain_severity{severity=\"info\"}", 0.0),
                        entry("mta_sts_domain_severity{severity=\"warning\"}", 0.0),
                        entry("mta_sts_domain_severity{severity=\"error\"}", 0.0),
                        entry("mta_sts_domain_severity{severity=\"critical\"}", 1.0),
                        entry("mta_sts_domain_findings{code=\"mx-uncovered-some\",severity=\"critical\"}", 1.0),
                        entry("mta_sts_domain_policy_info{id=\"20260401T090000\",mode=\"enforce\"}", 1.0),
                        entry("mta_sts_domain_policy_max_age_seconds", 1209600.0),
                        entry("mta_sts_domain_mail_servers", 2.0),
                        entry("mta_sts_domain_uncovered_mail_servers", 1.0),
                        entry("mta_sts_domain_mail_server_covered{host=\"mx1.gap.lab.test\"}", 1.0),
                        entry("mta_sts_domain_mail_server_covered{host=\"mx.backup.lab.test\"}", 0.0))
                .containsKeys(
                        "probe_duration_seconds",
                        "mta_sts_domain_stage_duration_seconds{stage=\"record\"}",
                        "mta_sts_domain_stage_duration_seconds{stage=\"mx\"}",
                        "mta_sts_domain_stage_duration_seconds{stage=\"policy-host\"}",
                        "mta_sts_domain_stage_duration_seconds{stage=\"policy\"}",
                        "mta_sts_domain_stage_duration_seconds{stage=\"tls-rpt\"}");
        assertThat(Instant.ofEpochSecond(samples.get("mta_sts_domain_certificate_expiry_timestamp_seconds")
                        .longValue()))
                .isAfter(Instant.now());
    }

    @ParameterizedTest
    @MethodSource("io.mtasts.lab.LabDomains#all")
    void everyVerdict_isTheOneOfTheReport(LabDomains.LabDomain domain) {
        if (OF_LAB_DOMAINS.isEmpty()) {
            OF_LAB_DOMAINS.putAll(LabResponses.requestAll(ProbeIT::probe));
        }
        Map<String, Double> samples = samples(OF_LAB_DOMAINS.get(domain.name()));
        boolean known = !domain.expected().matches("\\d+");

        assertThat(samples).containsEntry("probe_success", known ? 1.0 : 0.0);
        assertThat(samples.entrySet().stream()
                        .filter(sample ->
                                sample.getKey().startsWith("mta_sts_domain_verdict") && sample.getValue() == 1)
                        .map(Map.Entry::getKey))
                .isEqualTo(
                        known ? List.of("mta_sts_domain_verdict{verdict=\"" + domain.expected() + "\"}") : List.of());
        assertThat(samples.entrySet().stream()
                        .filter(sample -> sample.getKey().startsWith("mta_sts_domain_severity"))
                        .mapToDouble(Map.Entry::getValue)
                        .sum())
                .isEqualTo(1);
    }

    @Test
    void metrics_ofAbsentPartsAreLeftOut() {
        assertThat(samples("example.com"))
                .containsEntry("mta_sts_domain_verdict{verdict=\"not-configured\"}", 1.0)
                .containsEntry("mta_sts_domain_policy_info{id=\"\",mode=\"\"}", 1.0)
                .doesNotContainKeys(
                        "mta_sts_domain_policy_max_age_seconds",
                        "mta_sts_domain_certificate_expiry_timestamp_seconds",
                        "mta_sts_domain_uncovered_mail_servers");
    }

    @Test
    void hostileNames_stayInTheirLabels() {
        LabFixtures.stageValid(lab, "names.lab.test");
        lab.dns().mx("names.lab.test", 20, "a\"} 1\\010probe_success{x=\"\\\\y.lab.test");

        String text = probe("names.lab.test").asString();

        assertThat(text)
                .contains("\nmta_sts_domain_mail_server_covered"
                        + "{host=\"a\\\"}\\\\0321\\\\010probe_success{x=\\\"\\\\\\\\y.lab.test\"} 0\n");
        assertThat(new Samples(text).all()).doesNotContainKey("probe_success{x=\"");
    }

    @Test
    void mailServers_atMost50_uncoveredFirst() {
        LabFixtures.stageValid(lab, "many.lab.test");
        IntStream.rangeClosed(1, 60).forEach(i -> lab.dns().mx("many.lab.test", i, "mx1.many.lab.test"));
        LabFixtures.mx(
                lab,
                "many.lab.test",
                IntStream.rangeClosed(1, 60)
                        .mapToObj(i -> "other" + i + ".lab.test")
                        .toArray(String[]::new));

        Map<String, Double> samples = samples("many.lab.test");

        assertThat(samples)
                .containsEntry("mta_sts_domain_mail_servers", 61.0)
                .containsEntry("mta_sts_domain_uncovered_mail_servers", 60.0);
        assertThat(samples.entrySet().stream()
                        .filter(sample -> sample.getKey().startsWith("mta_sts_domain_mail_server_covered")))
                .hasSize(50)
                .allMatch(sample -> sample.getValue() == 0);
    }

    @ParameterizedTest
    @CsvSource({
        "https://example.com/, input-url,          web address",
        "user@example.com,     input-email,        mail address",
        "a_b.example,          input-underscore,   underscore",
        "'',                   input-empty,        domain",
        "localhost,            input-single-label, domain"
    })
    void badTarget_isRejectedWithAReason(String target, String code, String words) {
        probe(target)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("code", equalTo(code))
                .body("detail", containsString(words));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/probe", "/probe?", "/probe?target", "/probe?target=", "/probe?module=x", "/probe?target=%zz"})
    void noTarget_isRejectedWithAReason(String path) throws IOException {
        try (Socket socket = new Socket("localhost", RestAssured.port)) {
            String request = "GET " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(answer).startsWith("HTTP/1.1 400 ").contains("application/problem+json", "\"detail\":\"");
        }
    }

    @Test
    void unicodeTarget_isAccepted() {
        assertThat(samples("bücher.lab.test")).containsEntry("mta_sts_domain_verdict{verdict=\"enforcing\"}", 1.0);
    }

    /** Prometheus would only say that the scrape failed. */
    @Test
    void slowDomain_respondsBeforeTheScrapeTimeout() {
        given().header("X-Prometheus-Scrape-Timeout-Seconds", "0.8")
                .queryParam("target", "timeout.lab.test")
                .get("/probe")
                .then()
                .statusCode(200)
                .body(containsString("\nprobe_success 0\n"), containsString("\nprobe_duration_seconds 0.300\n"));
    }
}
