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
        return Case.all().filter(testCase -> !testCase.isOnlyForTheCore()).toList();
    }

    @AfterEach
    void nothingPrivateWasConnectedTo() {
        assertThat(lab.sites().forbiddenConnections()).isZero();
        lab.reset();
    }

    @ParameterizedTest
    @MethodSource("all")
    void check(Case testCase) throws IOException {
        CaseStager.stage(lab, JSON.convertValue(testCase.given(), new TypeReference<Map<String, Object>>() {}));

        JsonNode answer = JSON.readTree(given().urlEncodingEnabled(true)
                .queryParams(testCase.comparesNameServers() ? Map.of("include", "replicas") : Map.of())
                .get("/api/v1/mta-sts/{domain}", testCase.typed())
                .asByteArray());

        if (testCase.verdict().isPresent()) {
            assertThat(answer.path("verdict").asText())
                    .isEqualTo(testCase.verdict().get());
        } else {
            assertThat(answer.path("status").asInt())
                    .isEqualTo(testCase.expect().get("problem").asInt());
            assertThat(answer.path("code").asText())
                    .isEqualTo(testCase.expectedFindings().get(0));
            assertThat(answer.has("verdict")).isFalse();
            if (!testCase.isRejected()) {
                assertThat(answer.path("observed").path("verdict").asText()).isEqualTo("unknown");
            }
        }
        assertThat(answer.has("observed")).isEqualTo(testCase.verdict().isEmpty() && !testCase.isRejected());
        if (!testCase.isRejected()) {
            assertFindings(testCase, testCase.verdict().isPresent() ? answer : answer.path("observed"));
        }
    }

    private static void assertFindings(Case testCase, JsonNode document) {
        List<String> others = new ArrayList<>();
        List<String> codes = new ArrayList<>();
        for (JsonNode finding : document.path("findings")) {
            String code = finding.path("code").asText();
            codes.add(code);
            if (!testCase.expectedFindings().contains(code)
                    && !finding.path("severity").asText().equals("info")
                    && !code.equals("policy-testing")) {
                others.add(code);
            }
        }
        assertThat(codes).containsAll(testCase.expectedFindings());
        assertThat(others).isEmpty();
    }
}
