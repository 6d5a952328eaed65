package io.mtasts.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every answer tells browsers, whoever made it. */
@QuarkusTest
@WithTestResource(LabResource.class)
class HeadersIT {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/?domain=example.com",
                "/?domain=a_b",
                "/page.css",
                "/page.js",
                "/favicon.svg",
                "/dmarc",
                "/dmarc?domain=example.com",
                "/api/v1/dmarc/example.com",
                "/api/v1/mta-sts/example.com",
                "/api/v1/mta-sts/a_b",
                "/api/v1/nothing",
                "/nothing",
                "/q/openapi",
                "/q/health",
                "/q/swagger-ui/"
            })
    void security(String path) {
        Headers headers = given().urlEncodingEnabled(false).get(path).headers();

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
    void inline_isForTheSwaggerUiOnly() {
        assertThat(policy("/q/swagger-ui/")).contains("'unsafe-inline'");
        assertThat(policy("/?domain=example.com")).doesNotContain("unsafe");
        assertThat(policy("/api/v1/mta-sts/example.com")).doesNotContain("unsafe");
    }

    private static String policy(String path) {
        return given().get(path).header("Content-Security-Policy");
    }

    @Test
    void cors_isOff() {
        assertThat(given().header("Origin", "https://elsewhere.example")
                        .get("/api/v1/mta-sts/example.com")
                        .header("Access-Control-Allow-Origin"))
                .isNull();
    }
}
