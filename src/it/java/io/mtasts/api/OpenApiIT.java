package io.mtasts.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mtasts.lab.LabDomains;
import io.mtasts.lab.Laboratory;
import io.mtasts.openapi.OpenApiExamplesFilter;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The OpenAPI document, the copy of it in the repository, and the examples in it. With -Dupdate they are written. */
@QuarkusTest
@WithTestResource(LabResource.class)
class OpenApiIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path COPY = Path.of("docs/openapi.yaml");

    Laboratory lab;

    @BeforeEach
    void stage() {
        lab.reset();
        LabDomains.stage(lab);
    }

    @Test
    void copy_isUpToDate() throws IOException {
        String served = given().accept("application/yaml").get("/q/openapi").asString();
        if (System.getProperty("update") != null) {
            Files.writeString(COPY, served);
        }

        assertThat(Files.readString(COPY)).isEqualTo(served);
    }

    @Test
    void examples_matchTheResponses() throws IOException {
        for (OpenApiExamplesFilter.Shown shown : OpenApiExamplesFilter.EXAMPLES) {
            if (!shown.name().equals(StarttlsIT.EXAMPLE)) {
                Examples.assertGiven(shown.name(), ask(shown.name()));
            }
        }
    }

    @Test
    void everyMember_isDescribed() throws IOException {
        JsonNode schemas = JSON.readTree(
                        given().accept("application/json").get("/q/openapi").asByteArray())
                .at("/components/schemas");
        List<String> lacking = new ArrayList<>();
        for (var schema : schemas.properties()) {
            for (var member : schema.getValue().path("properties").properties()) {
                JsonNode value = member.getValue();
                boolean leaf = !value.has("$ref") && !value.path("items").has("$ref");
                if (!value.has("description") || leaf && !value.has("examples")) {
                    lacking.add(schema.getKey() + "." + member.getKey());
                }
            }
        }

        assertThat(schemas.size()).isGreaterThan(10);
        assertThat(lacking).isEmpty();
    }

    @Test
    void swaggerUi_isServed() {
        given().get("/q/swagger-ui/").then().statusCode(200).contentType("text/html");
    }

    private static Response ask(String name) {
        var request = given().urlEncodingEnabled(false);
        return switch (name) {
            case "input-url" -> request.get("/api/v1/mta-sts/https:%2F%2Fexample.com%2F");
            case "broken" -> request.get("/api/v1/mta-sts/broken-record.lab.test");
            case "setup-not-configured" -> request.get("/api/v1/mta-sts/not-configured.lab.test/setup");
            case "setup-gap" -> request.get("/api/v1/mta-sts/gap.lab.test/setup?mode=enforce");
            case "setup-parameter" -> request.get("/api/v1/mta-sts/gap.lab.test/setup?mode=enforced");
            case "setup-null-mx" -> request.get("/api/v1/mta-sts/null-mx.lab.test/setup");
            case "preview-gap" ->
                request.contentType("text/plain")
                        .body("version: STSv1\nmode: enforce\nmx: mx1.gap.lab.test\nmx: mx.backup.lab.test\n"
                                + "max_age: 1209600\n")
                        .post("/api/v1/mta-sts/gap.lab.test/preview");
            case "mx-gap" -> request.get("/api/v1/mx/gap.lab.test");
            case "mx-null-mx" -> request.get("/api/v1/mx/null-mx.lab.test");
            case "tls-rpt-enforcing" -> request.get("/api/v1/tls-rpt/enforcing.lab.test");
            case "tls-rpt-absent" -> request.get("/api/v1/tls-rpt/no-tlsrpt.lab.test");
            case "tls-rpt-setup" ->
                request.get("/api/v1/tls-rpt/example.com/setup"
                        + "?rua=mailto:tls-reports@example.com&rua=https://reports.example.net/tls");
            case "tls-rpt-setup-scheme" -> request.get("/api/v1/tls-rpt/example.com/setup?rua=tls@example.com");
            case "dmarc-inherited" -> request.get("/api/v1/dmarc/news.reject.dmarc.lab.test");
            default ->
                name.startsWith("dmarc-")
                        ? request.get("/api/v1/dmarc/" + name.substring("dmarc-".length()) + ".dmarc.lab.test")
                        : request.get("/api/v1/mta-sts/" + name + ".lab.test");
        };
    }
}
