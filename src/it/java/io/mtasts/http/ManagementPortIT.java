package io.mtasts.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.mtasts.api.LabResource;
import io.mtasts.api.OperatorOptionsProfile;
import io.mtasts.lab.LabFixtures;
import io.mtasts.lab.Laboratory;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.Headers;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Health, metrics and OpenAPI apart from what is public, where the operator says so. */
@QuarkusTest
@TestProfile(OperatorOptionsProfile.class)
@WithTestResource(LabResource.class)
class ManagementPortIT {

    @Inject
    ManagementPort management;

    Laboratory lab;

    private String at(String path) {
        return "http://127.0.0.1:" + management.actual().orElseThrow() + path;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/q/health",
                "/q/health/live",
                "/q/health/ready",
                "/q/health/started",
                "/q/metrics",
                "/q/openapi",
                "/q/swagger-ui/"
            })
    void operators_haveTheirOwnPort(String path) {
        // the service is not ready before the resolver has answered, which takes seconds on a loaded machine
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> given().get(at(path)).then().statusCode(200));
        Headers headers = given().get(at(path)).then().statusCode(200).extract().headers();
        assertThat(headers.getValue("Content-Security-Policy")).startsWith("default-src 'none'");

        given().get(path)
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("code", equalTo("not-found"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/q", "/q/", "//q/metrics", "/%71/metrics", "/x/../q/metrics", "/q/./metrics", "/q/metrics/"})
    void operators_cannotBeReachedByOtherSpellings(String path) {
        given().urlEncodingEnabled(false).get(path).then().statusCode(404).contentType("application/problem+json");
    }

    @Test
    void links_leadToNoPathOfOperators() {
        for (String page : new String[] {"/", "/?domain=a_b", "/dmarc"}) {
            String html = given().get(page).asString();
            assertThat(html).contains("</html>").doesNotContain("q/swagger-ui", "q/openapi");
        }
        assertThat(given().get("/").headers().hasHeaderWithName("Link")).isFalse();
    }

    @Test
    void checks_areOnBoth() {
        lab.reset();
        LabFixtures.stageValid(lab, "sound.example");

        given().get("/api/v1/mta-sts/sound.example").then().body("verdict", equalTo("enforcing"));
        given().get(at("/api/v1/mta-sts/sound.example")).then().body("verdict", equalTo("enforcing"));
    }
}
