package io.mtasts.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mtasts.cases.Case;
import io.mtasts.lab.CaseStager;
import io.mtasts.lab.Laboratory;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every conformance case against the running service: real queries, real handshakes, on loopback. */
@QuarkusTest
@WithTestResource(LabResource.class)
class CasesOverTheNetworkIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    Laboratory lab;

    static List<Case> all() {
        return Case.all().toList();
    }

    @AfterEach
    void nothingPrivateWasConnectedTo() {
        assertThat(lab.sites().forbiddenConnections()).isZero();
        lab.reset();
    }

    @ParameterizedTest
    @MethodSource("all")
    void check(Case given) throws IOException {
        CaseStager.stage(lab, JSON.convertValue(given.given(), new TypeReference<Map<String, Object>>() {}));

        JsonNode answer = JSON.readTree(given().urlEncodingEnabled(true)
                .get("/api/v1/mta-sts/{domain}", given.typed())
                .asByteArray());

        if (given.verdict().isPresent()) {
            assertThat(answer.path("verdict").asText())
                    .isEqualTo(given.verdict().get());
        } else {
            assertThat(answer.path("status").asInt())
                    .isEqualTo(given.expect().get("problem").asInt());
            assertThat(answer.path("code").asText())
                    .isEqualTo(given.expectedFindings().get(0));
            assertThat(answer.has("verdict")).isFalse();
            assertThat(answer.path("observed").has("verdict")).isFalse();
        }
        assertThat(answer.has("observed")).isEqualTo(given.verdict().isEmpty() && !given.isRejected());
        if (!given.isRejected()) {
            assertFindings(given, given.verdict().isPresent() ? answer : answer.path("observed"));
        }
    }

    private static void assertFindings(Case given, JsonNode document) {
        List<String> others = new ArrayList<>();
        List<String> codes = new ArrayList<>();
        for (JsonNode finding : document.path("findings")) {
            String code = finding.path("code").asText();
            codes.add(code);
            if (!given.expectedFindings().contains(code)
                    && !finding.path("severity").asText().equals("info")
                    && !code.equals("policy-testing")) {
                others.add(code);
            }
        }
        assertThat(codes).containsAll(given.expectedFindings());
        assertThat(others).isEmpty();
    }
}
