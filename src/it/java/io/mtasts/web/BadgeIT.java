package io.mtasts.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.mtasts.api.LabResource;
import io.mtasts.lab.LabDomains;
import io.mtasts.lab.Laboratory;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The images with the verdict on a domain. */
@QuarkusTest
@WithTestResource(LabResource.class)
class BadgeIT {

    Laboratory lab;

    @BeforeEach
    void stage() {
        lab.reset();
        LabDomains.stage(lab);
    }

    @ParameterizedTest
    @CsvSource({
        "enforcing.lab.test, enforcing, 300",
        "gap.lab.test, some mail refused, 300",
        "testing.lab.test, testing, 300",
        "broken-policy.lab.test, broken, 300",
        "disabled.lab.test, disabled, 300",
        "not-configured.lab.test, not set up, 300",
        "dns-timeout.lab.test, unknown, 60"
    })
    void badge_showsTheVerdict(String domain, String text, int seconds) {
        Response response = given().get("/badge/" + domain + ".svg");

        response.then()
                .statusCode(200)
                .contentType("image/svg+xml")
                .header("Cache-Control", "public, max-age=" + seconds);
        assertThat(response.xmlPath().getString("svg.title"))
                .startsWith("MTA-STS")
                .contains(text);
        assertThat(response.xmlPath().getString("svg.@role")).isEqualTo("img");
        assertThat(response.xmlPath().getString("svg.g.text[1]")).isEqualTo(text);
    }

    @Test
    void badge_isRevalidatedByItsTag() {
        String tag = given().get("/badge/enforcing.lab.test.svg").header("ETag");

        given().header("If-None-Match", tag)
                .get("/badge/enforcing.lab.test.svg")
                .then()
                .statusCode(304)
                .header("ETag", tag)
                .header("Cache-Control", "public, max-age=300")
                .body(equalTo(""));
        given().header("If-None-Match", tag)
                .get("/badge/gap.lab.test.svg")
                .then()
                .statusCode(200);
    }

    @Test
    void input_isNeverShown() {
        given().urlEncodingEnabled(false)
                .get("/badge/%3Cscript%3E.svg")
                .then()
                .statusCode(400)
                .contentType("image/svg+xml")
                .header("Cache-Control", "no-store")
                .body(not(containsString("script")));
        given().get("/badge/enforcing.lab.test").then().statusCode(404);
        given().get("/badge/").then().statusCode(404);
        given().post("/badge/enforcing.lab.test.svg").then().statusCode(405);
        given().head("/badge/enforcing.lab.test.svg").then().statusCode(200);
    }

    /** Other sites append a parameter to get past a cache. */
    @Test
    void unknownParameter_isIgnored() {
        given().get("/badge/enforcing.lab.test.svg?cache=1").then().statusCode(200);
    }
}
