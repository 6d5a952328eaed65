package io.mtasts.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.mtasts.lab.LabDomains;
import io.mtasts.lab.Laboratory;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Many domains with one request. */
@QuarkusTest
@WithTestResource(LabResource.class)
class BulkResourceIT {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String PATH = "/api/v1/mta-sts";
    Laboratory lab;

    @BeforeEach
    void stage() {
        lab.reset();
        LabDomains.stage(lab);
    }

    private static List<JsonNode> lines(String body) {
        return body.lines().map(BulkResourceIT::json).toList();
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new AssertionError(text, e);
        }
    }

    @Test
    void lines_eachAReportOrAProblem() {
        String body = given().contentType("text/plain")
                .body("enforcing.lab.test\nGap.lab.test.\nhttps://example.com/\nservfail.lab.test\n")
                .post(PATH)
                .then()
                .statusCode(200)
                .contentType("application/x-ndjson")
                .extract()
                .asString();

        Map<String, JsonNode> lines = lines(body).stream()
                .collect(Collectors.toMap(line -> line.path("given").asText(), line -> line));
        assertThat(lines)
                .containsOnlyKeys("enforcing.lab.test", "Gap.lab.test.", "https://example.com/", "servfail.lab.test");
        assertThat(lines.get("enforcing.lab.test").at("/report/verdict").asText())
                .isEqualTo("enforcing");
        assertThat(lines.get("Gap.lab.test.").at("/report/severity").asText()).isEqualTo("critical");
        assertThat(lines.get("Gap.lab.test.").at("/report/domain").asText()).isEqualTo("gap.lab.test");
        assertThat(lines.get("https://example.com/").at("/problem/suggestion").asText())
                .isEqualTo("example.com");
        assertThat(lines.get("servfail.lab.test").at("/problem/status").asInt()).isEqualTo(502);
        assertThat(lines.get("servfail.lab.test").has("report")).isFalse();
    }

    @Test
    void json_andEvents() {
        String body = given().contentType("application/json")
                .accept("text/event-stream")
                .body("{\"domains\":[\"testing.lab.test\",\"testing.lab.test\"]}")
                .post(PATH)
                .then()
                .statusCode(200)
                .contentType(startsWith("text/event-stream"))
                .extract()
                .asString();

        List<JsonNode> events = body.lines()
                .filter(line -> line.startsWith("data:"))
                .map(line -> json(line.substring(5)))
                .toList();
        assertThat(events)
                .hasSize(2)
                .allSatisfy(event ->
                        assertThat(event.at("/report/verdict").asText()).isEqualTo("testing"));
    }

    /** There is nothing else to be had, and who asks for JSON can read it. */
    @Test
    void lines_withoutAnAcceptableMediaType() {
        given().accept("application/json")
                .contentType("text/plain")
                .body("testing.lab.test")
                .post(PATH)
                .then()
                .statusCode(200)
                .contentType(startsWith("application/x-ndjson"));
    }

    @Test
    void refusals() {
        given().contentType("text/plain")
                .body("\n\n")
                .post(PATH)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("code", equalTo("list-invalid"));
        given().contentType("application/json")
                .body("{")
                .post(PATH)
                .then()
                .statusCode(400)
                .body("code", equalTo("list-invalid"));
        given().contentType("text/plain")
                .body("a.test\n".repeat(1001))
                .post(PATH)
                .then()
                .statusCode(413)
                .body("code", equalTo("list-too-long"))
                .body("detail", containsString("1001"));
        given().contentType("application/xml")
                .body("<a/>")
                .post(PATH)
                .then()
                .statusCode(415)
                .contentType("application/problem+json");
        given().put(PATH).then().statusCode(405).header("Allow", containsString("POST"));
    }
}
