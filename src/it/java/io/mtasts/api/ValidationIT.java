package io.mtasts.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Texts that are validated without a network, and the conformance cases. */
@QuarkusTest
@WithTestResource(LabResource.class)
class ValidationIT {

    private static final String VALIDATE = "/api/v1/validate";

    private static final String TEXTS = """
            {"txt": ["v=STSv1; id=1"], "policy": "version: STSv1\\nmode: enforce\\nmx: mx1.example.com\\nmax_age: 86400\\n\\n",
             "mx": ["mx1.example.com", "mx2.example.com"]}
            """;

    @Test
    void validation_hasTheReadingOfTheRfcAndOfEachSender() {
        given().contentType("application/json")
                .body(TEXTS)
                .post(VALIDATE)
                .then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body("verdict", equalTo("broken"))
                .body("record.status", equalTo("valid"))
                .body("policy.status", equalTo("invalid"))
                .body("findings.code", hasItem("policy-blank-line"))
                .body("findings.code", hasItem("mx-uncovered-lenient"))
                .body("corrections", hasSize(2))
                .body("senders.find { it.id == 'mox' }.reading", equalTo("ignores"))
                .body("senders.find { it.id == 'stalwart' }.hosts.delivery", contains("delivers", "refuses"));
    }

    @Test
    void validation_ofNothing_isValid() {
        given().contentType("application/json")
                .body("{}")
                .post(VALIDATE)
                .then()
                .statusCode(200)
                .body("verdict", equalTo("enforcing"))
                .body("severity", equalTo("ok"))
                .body("findings", hasSize(0));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            application/json | {"policy": 1} | 400 | texts-invalid
            application/json | [             | 400 | texts-invalid
            text/plain       | {}            | 415 | unsupported-media-type
            """)
    void validation_rejectsAnythingElse(String type, String body, int status, String code) {
        given().contentType(type)
                .body(body)
                .post(VALIDATE)
                .then()
                .statusCode(status)
                .body("code", equalTo(code));
        given().get(VALIDATE).then().statusCode(405);
    }

    @Test
    void cases_areLinesOfJson() throws Exception {
        String body = given().get("/api/v1/cases")
                .then()
                .statusCode(200)
                .contentType("application/x-ndjson")
                .extract()
                .asString();

        assertThat(body.lines().count()).isGreaterThan(400);
        for (String line : body.lines().toList()) {
            var json = new JsonMapper().readTree(line);
            assertThat(json.path("id").asText()).isNotBlank();
            assertThat(json.path("why").asText()).isNotBlank();
            assertThat(json.has("expect")).isTrue();
        }
    }

    @Test
    void page_showsBothReadings() {
        given().get("/validate").then().statusCode(200).body(containsString("Validate texts"));
        given().contentType("application/x-www-form-urlencoded")
                .formParam("txt", "v=STSv1; id=a-b")
                .formParam("policy", "<b>")
                .post("/validate")
                .then()
                .statusCode(200)
                .body(containsString("Record: invalid. Policy: invalid."))
                .body(containsString("Of 27 senders, "))
                .body(containsString("&lt;b&gt;"));
    }
}
