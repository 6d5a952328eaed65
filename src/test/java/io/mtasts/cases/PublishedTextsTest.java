package io.mtasts.cases;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mtasts.check.PublishedTextsParser;
import io.mtasts.verdict.Evaluator;
import io.mtasts.verdict.PublishedTexts;
import io.mtasts.verdict.Report;
import io.mtasts.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The conformance cases that consist of texts only, validated without a network. */
class PublishedTextsTest {

    private static final Set<String> TEXTS = Set.of("txt", "policy", "mx");
    private static final Set<String> RESPONSE = Set.of("status", "contentType", "body");

    static Stream<Case> texts() {
        return Case.all().filter(testCase -> !testCase.isRejected() && consistsOfTexts(testCase.given()));
    }

    private static boolean consistsOfTexts(JsonNode given) {
        JsonNode policy = given.path("policy");
        return names(given).allMatch(TEXTS::contains)
                && given.path("txt").isArray()
                && given.path("mx").isArray()
                && policy.path("status").asInt() == 200
                && policy.path("body").isTextual()
                && (policy.path("contentType").isTextual()
                        || policy.path("contentType").isMissingNode())
                && names(policy).allMatch(RESPONSE::contains)
                && StreamSupport.stream(given.path("mx").spliterator(), false)
                        .map(record -> record.get(1).asText())
                        .allMatch(host -> host.length() > 1 && !host.startsWith("gone."));
    }

    private static Stream<String> names(JsonNode node) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names.stream();
    }

    @ParameterizedTest
    @MethodSource("texts")
    void validation_agreesWithTheCase(Case testCase) {
        JsonNode given = testCase.given();
        PublishedTexts texts = new PublishedTexts(
                Optional.of(Case.records(given.path("txt")).stream()
                        .map(strings -> String.join("", strings))
                        .toList()),
                Optional.of(given.path("policy").path("body").asText()),
                Optional.ofNullable(given.path("policy").path("contentType").textValue()),
                PublishedTextsParser.ofJson("{\"mx\": " + hosts(given) + "}").mx());

        Report report = Evaluator.evaluate(List.of(), texts.observations(CaseObservations.NOW));

        assertThat(report.verdict().map(Verdict::toString)).isEqualTo(testCase.verdict());
        assertThat(report.findings())
                .extracting(finding -> finding.code().code())
                .containsAll(testCase.expectedFindings());
    }

    private static String hosts(JsonNode given) {
        return StreamSupport.stream(given.path("mx").spliterator(), false)
                .map(record -> record.get(1).toString())
                .toList()
                .toString();
    }
}
