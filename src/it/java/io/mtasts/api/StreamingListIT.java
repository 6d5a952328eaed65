package io.mtasts.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.mtasts.lab.FakeHttpsSite;
import io.mtasts.lab.HttpFault;
import io.mtasts.lab.LabFixtures;
import io.mtasts.lab.Laboratory;
import io.mtasts.name.DomainName;
import io.mtasts.probe.CoalescingProber;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A list while it runs, with hosts that are silent for longer than any test lasts, and the rate limit of a client. */
@QuarkusTest
@TestProfile(LongTimeoutProfile.class)
@WithTestResource(LabResource.class)
class StreamingListIT {

    private static final String PATH = "/api/v1/mta-sts";
    private static final int CHECKS = LongTimeoutProfile.CLIENT_CHECKS + 10;
    private static final JsonMapper JSON = new JsonMapper();

    @TestHTTPResource(PATH)
    URI address;

    @Inject
    CoalescingProber probes;

    Laboratory lab;

    @BeforeEach
    void empty() {
        lab.reset();
    }

    private void stageValid(String domain) {
        LabFixtures.stageValid(lab, domain);
    }

    private void silence(String domain) {
        LabFixtures.stageValid(lab, domain);
        lab.sites().site("mta-sts." + domain, FakeHttpsSite.broken(HttpFault.SILENCE_AFTER_TLS));
    }

    private boolean isInFlight(String domain) {
        return probes.isInFlight(DomainName.of(domain).orElseThrow());
    }

    private BufferedReader post(List<String> domains) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("Content-Type", "text/plain")
                .header("Accept", "application/x-ndjson")
                .POST(HttpRequest.BodyPublishers.ofString(String.join("\n", domains)))
                .build();
        return new BufferedReader(new InputStreamReader(
                HttpClient.newHttpClient()
                        .send(request, BodyHandlers.ofInputStream())
                        .body(),
                StandardCharsets.UTF_8));
    }

    private static String given(BufferedReader lines) throws IOException {
        return JSON.readTree(lines.readLine()).path("given").asText();
    }

    /** The silent host comes first in the list. */
    @Test
    void results_comeInOrderOfCompletion_andLeavingCancelsTheRest() throws Exception {
        silence("silent.lab.test");
        stageValid("a.lab.test");
        stageValid("b.lab.test");

        try (BufferedReader lines = post(List.of("silent.lab.test", "a.lab.test", "b.lab.test"))) {
            assertThat(List.of(given(lines), given(lines))).containsExactlyInAnyOrder("a.lab.test", "b.lab.test");
            assertThat(isInFlight("silent.lab.test")).isTrue();
        }

        await().until(() -> !isInFlight("silent.lab.test"));
    }

    @Test
    void concurrentChecks_areLimited() throws Exception {
        stageValid("first.lab.test");
        List<String> silent =
                IntStream.range(0, 12).mapToObj(i -> "silent" + i + ".lab.test").toList();
        silent.forEach(this::silence);

        try (BufferedReader lines =
                post(Stream.concat(Stream.of("first.lab.test"), silent.stream()).toList())) {
            assertThat(given(lines)).isEqualTo("first.lab.test");
            await().until(() -> silent.stream().filter(this::isInFlight).count() == LongTimeoutProfile.LIST_AT_ONCE);
            await().during(Duration.ofMillis(500))
                    .until(() -> silent.stream().filter(this::isInFlight).count() == LongTimeoutProfile.LIST_AT_ONCE);
        }

        await().until(() -> silent.stream().noneMatch(this::isInFlight));
    }

    /** The rate limit delays the last ten checks and rejects none. */
    @Test
    void list_waitsForTheRateLimit() throws Exception {
        List<String> domains =
                IntStream.range(0, CHECKS).mapToObj(i -> "n" + i + ".test").toList();
        domains.forEach(this::stageValid);

        String body = RestAssured.given()
                .contentType("text/plain")
                .accept("application/x-ndjson")
                .body(String.join("\n", domains))
                .post(PATH)
                .asString();

        List<String> lines = body.lines().toList();
        assertThat(lines.subList(0, CHECKS)).allSatisfy(line -> assertThat(line).contains("\"verdict\":\"enforcing\""));
        assertThat(lines.get(CHECKS)).contains("\"end\":true", "\"verdicts\":{\"enforcing\":" + CHECKS + "}");
    }
}
