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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
                .accept("application/x-ndjson")
                .body("enforcing.lab.test\nGap.lab.test.\nhttps://example.com/\nservfail.lab.test\n")
                .post(PATH)
                .then()
                .statusCode(200)
                .contentType(startsWith("application/x-ndjson"))
                .extract()
                .asString();

        Map<String, JsonNode> lines = lines(body).stream()
                .collect(Collectors.toMap(line -> line.path("given").asText(), line -> line));
        assertThat(lines)
                .containsOnlyKeys(
                        "enforcing.lab.test", "Gap.lab.test.", "https://example.com/", "servfail.lab.test", "");
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
    void lines_lastOneSaysThatTheListIsComplete() {
        List<JsonNode> lines =
                lines(post("text/plain", "application/x-ndjson", "testing.lab.test\nnot a domain\nGAP.lab.test"));

        assertThat(lines).hasSize(4);
        assertThat(lines.subList(0, 3).stream()
                        .map(line -> line.path("index").asInt() + " "
                                + line.path("given").asText()))
                .containsExactlyInAnyOrder("0 testing.lab.test", "1 not a domain", "2 GAP.lab.test");
        assertThat(lines.get(3).toString())
                .isEqualTo("{\"end\":true,\"counts\":{\"total\":3,\"reports\":2,\"problems\":1,"
                        + "\"verdicts\":{\"enforcing\":1,\"testing\":1},"
                        + "\"severities\":{\"critical\":1,\"warning\":1}}}");
        assertThat(lines.stream()
                        .filter(line -> line.has("problem"))
                        .findFirst()
                        .orElseThrow()
                        .at("/problem/instance")
                        .asText())
                .isEqualTo(PATH);
    }

    @Test
    void events_haveANameAndAnId() {
        String body = post("application/json", "text/event-stream", "{\"domains\":[\"testing.lab.test\"]}");

        List<String> events = List.of(body.split("\n\n"));
        assertThat(events).hasSize(2);
        assertThat(events.get(0)).startsWith("event: result\nid: 0\ndata: {");
        assertThat(json(events.get(0).substring(events.get(0).indexOf('{')))
                        .at("/report/verdict")
                        .asText())
                .isEqualTo("testing");
        assertThat(events.get(1)).startsWith("event: end\nid: end\ndata: {\"end\":true");
    }

    @Test
    void array_isOneJsonDocument() {
        JsonNode array = json(post("text/plain", "application/json", "testing.lab.test\ntesting.lab.test"));

        assertThat(array).hasSize(3);
        assertThat(array.get(0).at("/report/verdict").asText()).isEqualTo("testing");
        assertThat(array.get(2).at("/counts/total").asInt()).isEqualTo(2);
    }

    @Test
    void csv_hasARowForEachDomain() {
        String body = post("text/plain", "text/csv", "testing.lab.test\n=1+1");

        List<String> rows = body.lines().toList();
        assertThat(rows).hasSize(4);
        assertThat(rows.get(0)).isEqualTo("index,given,domain,outcome,severity,findings,summary");
        assertThat(rows.subList(1, 3))
                .anySatisfy(row -> assertThat(row)
                        .startsWith("\"0\",\"testing.lab.test\",\"testing.lab.test\",\"testing\",\"warning\",\""))
                .anySatisfy(row -> assertThat(row).startsWith("\"1\",\"'=1+1\",\"\",\"input-invalid-character\","));
        assertThat(rows.get(3)).isEqualTo("end,2,,,,,");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            */*                                                        | application/json
            application/*                                              | application/json
            application/problem+json                                   | application/json
            application/json                                           | application/json
            application/json, application/x-ndjson, text/csv           | application/json
            application/json;q=0.5, text/csv;q=0.8                     | text/csv
            text/html, text/event-stream                               | text/event-stream
            """)
    void accept(String accept, String type) {
        given().accept(accept)
                .contentType("text/plain")
                .body("a_b")
                .post(PATH)
                .then()
                .statusCode(200)
                .contentType(startsWith(type));
    }

    @Test
    void accept_nothingOfThat() {
        given().accept("text/html")
                .contentType("text/plain")
                .body("a_b")
                .post(PATH)
                .then()
                .statusCode(406)
                .contentType("application/problem+json");
    }

    private static String post(String contentType, String accept, String body) {
        return given().contentType(contentType)
                .accept(accept)
                .body(body)
                .post(PATH)
                .then()
                .statusCode(200)
                .extract()
                .asString();
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
                .body("[\"a.test\"]")
                .post(PATH)
                .then()
                .statusCode(400)
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
