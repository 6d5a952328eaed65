package io.mtasts.api;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.mtasts.lab.DnsFault;
import io.mtasts.lab.Laboratory;
import io.mtasts.lab.RecordType;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The service is up whatever happens to its resolver, but ready only with one that answers. */
@QuarkusTest
@WithTestResource(LabResource.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HealthIT {

    /** The service looks up the root every five seconds, and waits three for the response. */
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    Laboratory lab;

    @Test
    void ready_onlyWithAResolver() {
        lab.reset();
        lab.dns().fail(".", RecordType.TXT, DnsFault.TIMEOUT);

        await().atMost(TIMEOUT)
                .untilAsserted(() -> given().get("/q/health/ready")
                        .then()
                        .statusCode(503)
                        .body("status", equalTo("DOWN"))
                        .body("checks.find { it.name == 'DNS resolver' }.data.root", equalTo("does not answer")));
        given().get("/q/health/live").then().statusCode(200).body("status", equalTo("UP"));
        given().get("/q/health/started").then().statusCode(200).body("status", equalTo("UP"));

        lab.reset();
        await().atMost(TIMEOUT).until(() -> given().get("/q/health/ready").statusCode() == 200);
    }
}
