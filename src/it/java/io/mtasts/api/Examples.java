package io.mtasts.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The examples of the OpenAPI document: files that hold what the service answered. With -Dupdate they are written. */
final class Examples {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path FOLDER = Path.of("src/main/resources/openapi-examples");

    private Examples() {}

    /** The file of that name holds this answer, but for what differs from run to run. */
    static void assertGiven(String name, Response answer) throws IOException {
        String settled = settled(JSON.readTree(answer.asByteArray()));
        Path file = FOLDER.resolve(name + ".json");
        if (System.getProperty("update") != null) {
            Files.writeString(file, settled);
        }

        assertThat(Files.readString(file)).as(name).isEqualTo(settled);
    }

    /** With a fixed time, port, duration and build. */
    private static String settled(JsonNode answer) throws IOException {
        settle(answer.has("observed") ? answer.get("observed") : answer);
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(settleIds(answer)) + "\n";
    }

    /** Members whose value depends on when the laboratory was started or the domain was checked. */
    private static final Map<String, String> INSTANTS = Map.of(
            "notAfter", "2027-01-30T00:00:00Z",
            "certificateNotAfter", "2027-01-30T00:00:00Z",
            "untilAtMost", "2026-12-07T12:00:00Z");

    private static void settle(JsonNode report) {
        if (!report.has("checkedAt")) {
            return;
        }
        ((ObjectNode) report)
                .put("checkedAt", "2026-11-23T12:00:00Z")
                .put("durationMs", report.path("status").asText().equals("generated") ? 0 : 143);
        ((ObjectNode) report.get("service")).put("version", "0.1.0").put("commit", "9baf7c5");
        if (!report.has("timings")) {
            return;
        }
        ((ObjectNode) report.get("timings"))
                .put("recordMs", 12)
                .put("mxMs", 14)
                .put("policyHostMs", 11)
                .put("policyMs", 87)
                .put("tlsRptMs", 12);
        for (JsonNode certificate : report.findValues("certificate")) {
            ((ObjectNode) certificate).put("notBefore", "2026-11-01T00:00:00Z").put("daysLeft", 67);
        }
        INSTANTS.forEach((member, value) -> report.findParents(member).stream()
                .filter(parent -> parent.get(member).asText().endsWith("Z"))
                .forEach(parent -> ((ObjectNode) parent).put(member, value)));
    }

    /** An id to publish is the time of the check. */
    private static JsonNode settleIds(JsonNode answer) throws IOException {
        return JSON.readTree(answer.toString().replaceAll("20\\d{6}T\\d{6}(?<!20260401T090000)", "20261123T120000"));
    }
}
