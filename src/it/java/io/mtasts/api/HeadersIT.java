package io.mtasts.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The headers of every response, whichever layer created it. */
@QuarkusTest
@WithTestResource(LabResource.class)
class HeadersIT {

    @ParameterizedTest
    @CsvSource({
        "/,                           200",
        "/?domain=example.com,        200",
        "/?domain=a_b,                400",
        "/page.css,                   200",
        "/page.js,                    200",
        "/favicon.svg,                200",
        "/dmarc,                      200",
        "/dmarc?domain=example.com,   200",
        "/api/v1/dmarc/example.com,   200",
        "/api/v1/mta-sts/example.com, 200",
        "/api/v1/mta-sts/a_b,         400",
        "/api/v1/nothing,             404",
        "/nothing,                    404",
        "/q/openapi,                  200",
        "/q/health,                   200",
        "/q/swagger-ui/,              200"
    })
    void security(String path, int status) {
        Headers headers = given().urlEncodingEnabled(false)
                .get(path)
                .then()
                .statusCode(status)
                .extract()
                .headers();

        assertThat(headers.getValues("X-Content-Type-Options")).as(path).containsExactly("nosniff");
        assertThat(headers.getValues("Referrer-Policy")).as(path).containsExactly("no-referrer");
        assertThat(headers.getValues("Content-Security-Policy"))
                .as(path)
                .singleElement()
                .asString()
                .startsWith("default-src 'none'")
                .contains("frame-ancestors 'none'");
        assertThat(headers.hasHeaderWithName("Set-Cookie")).as(path).isFalse();
    }

    @Test
    void inline_isAllowedForTheSwaggerUiOnly() {
        assertThat(policy("/q/swagger-ui/")).contains("'unsafe-inline'");
        assertThat(policy("/?domain=example.com")).doesNotContain("unsafe");
        assertThat(policy("/api/v1/mta-sts/example.com")).doesNotContain("unsafe");
    }

    private static String policy(String path) {
        return given().get(path).then().statusCode(200).extract().header("Content-Security-Policy");
    }

    @Test
    void cors_isOff() {
        given().header("Origin", "https://elsewhere.example")
                .get("/api/v1/mta-sts/example.com")
                .then()
                .statusCode(200)
                .header("Access-Control-Allow-Origin", nullValue());
    }
}
