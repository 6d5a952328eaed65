package io.mtasts.api;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whose pages may call the API, where the operator says so. */
@QuarkusTest
@TestProfile(CorsIT.CorsProfile.class)
@WithTestResource(LabResource.class)
class CorsIT {

    /** One origin. */
    public static final class CorsProfile implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.http.cors.enabled", "true", "quarkus.http.cors.origins", "https://friend.example");
        }
    }

    @Test
    void origin_configured() {
        given().header("Origin", "https://friend.example")
                .get("/api/v1/mta-sts/example.com")
                .then()
                .statusCode(200)
                .header("Access-Control-Allow-Origin", equalTo("https://friend.example"));
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
