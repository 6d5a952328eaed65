package io.mtasts.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;

import io.mtasts.lab.LabDomains;
import io.mtasts.lab.Laboratory;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URL;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The parameter expect of a check. */
@QuarkusTest
@WithTestResource(LabResource.class)
class ExpectationsIT {

    Laboratory lab;

    @TestHTTPResource
    String address;

    @BeforeEach
    void stage() {
        lab.reset();
        LabDomains.stage(lab);
    }

    private static ValidatableResponse check(String domain, String expectations) {
        return given().queryParam("expect", expectations)
                .get("/api/v1/mta-sts/{domain}", domain)
                .then();
    }

    @Test
    void allHold_returnsTheReport() {
        check("enforcing.lab.test", "verdict=enforcing, coverage=complete, certificate-days>=1, mail=protected")
                .statusCode(200)
                .contentType("application/json")
                .body("verdict", equalTo("enforcing"));
    }

    @Test
    void someDoNotHold_areAConflict() {
        check("gap.lab.test", "verdict=enforcing,coverage=complete,mail=protected,mx-certificate-days>=14")
                .statusCode(409)
                .contentType("application/problem+json")
                .body("code", equalTo("expectations-not-met"))
                .body("detail", containsString("coverage=complete does not hold: the value is partial."))
                .body("expectations", hasSize(3))
                .body("expectations[0].expectation", equalTo("coverage=complete"))
                .body("expectations[0].outcome", equalTo("does-not-hold"))
                .body("expectations[0].observed", equalTo("partial"))
                .body("expectations[2].outcome", equalTo("not-known"))
                .body("observed.verdict", equalTo("enforcing"));
    }

    @Test
    void notKnown_isNeverAPass() {
        check("enforcing.lab.test", "verdict=enforcing,mx-certificate-days>=14")
                .statusCode(502)
                .body("code", equalTo("expectations-unknown"))
                .body("expectations.outcome", everyItem(equalTo("not-known")));
    }

    @ParameterizedTest
    @CsvSource({"servfail.lab.test, 502", "dns-timeout.lab.test, 504"})
    void noVerdict_isTheProblemOfTheCheck(String domain, int status) {
        check(domain, "verdict!=broken").statusCode(status).body("observed.verdict", equalTo("unknown"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"verdict~enforcing;8", "verdict=enforcing,certificate-days>=x;37", "'';1"})
    void mistake_isABadRequestThatNamesThePlace(String expectations, int position) {
        check("enforcing.lab.test", expectations)
                .statusCode(400)
                .body("code", equalTo("parameter-expect"))
                .body("detail", containsString("at character " + position + "."));
    }

    /** As a person types it into a terminal: curl encodes nothing. */
    @ParameterizedTest
    @ValueSource(strings = {"verdict=enforcing,certificate-days>=1", "severity<=warning", "verdict=testing|enforcing"})
    void unencodedParameter(String expectations) throws IOException {
        URL url = new URL(address + "api/v1/mta-sts/enforcing.lab.test?expect=" + expectations);
        HttpURLConnection connection = (HttpURLConnection) url.openConnection();
        try {
            assertThat(connection.getResponseCode()).isEqualTo(200);
        } finally {
            connection.disconnect();
        }
    }
}
