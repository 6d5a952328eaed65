package io.mtasts.api;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.stringContainsInOrder;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;

/** Pages of the configured origin may call the API. */
@QuarkusTest
@TestProfile(OperatorOptionsProfile.class)
@WithTestResource(LabResource.class)
class CorsIT {

    @Test
    void origin_configured() {
        given().header("Origin", "https://friend.example")
                .get("/api/v1/mta-sts/example.com")
                .then()
                .statusCode(200)
                .header("Access-Control-Allow-Origin", equalTo("https://friend.example"))
                .header(
                        "Access-Control-Expose-Headers",
                        stringContainsInOrder("Retry-After", "RateLimit", "Link", "Content-Disposition"));
    }

    @Test
    void origin_notConfigured() {
        given().header("Origin", "https://stranger.example")
                .get("/api/v1/mta-sts/example.com")
                .then()
                .statusCode(403)
                .header("Access-Control-Allow-Origin", nullValue());
    }
}
