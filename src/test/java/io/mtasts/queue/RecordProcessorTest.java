package io.mtasts.queue;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.mtasts.check.CheckFailure;
import io.mtasts.sts.StsRecordFinding;
import io.mtasts.verdict.InconclusiveLookup;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordProcessorTest {

    private static final JsonMapper JSON = new JsonMapper();

    private final RecordProcessor processor = new RecordProcessor(
            TestConfig.queue(Map.of()).topics(),
            new RetryPolicy(List.of(Duration.ofMinutes(1), Duration.ofMinutes(10))),
            JSON);

    private static IncomingRecord record(String key, Map<String, String> headers) {
        Headers all = new RecordHeaders();
        headers.forEach((name, value) -> all.add(name, value.getBytes(StandardCharsets.US_ASCII)));
        return new IncomingRecord(
                "mta-sts.domains", 3, 42, Instant.EPOCH, key.getBytes(StandardCharsets.UTF_8), null, all);
    }

    private OutgoingRecord process(Stage stage, IncomingRecord record, StageResult result) {
        return processor
                .process(stage, input -> Uni.createFrom().item(result), record)
                .await()
                .indefinitely();
    }

    private static StageResult failure(boolean isTransient) {
        return new StageResult.Failed(new CheckFailure.Inconclusive(
                new InconclusiveLookup(
                        StsRecordFinding.TXT_LOOKUP_FAILED
                                .about("_mta-sts.example.com")
                                .asTransient(isTransient),
                        false),
                Optional.empty()));
    }

    @Test
    void candidate_goesToTheSecondStage() {
        OutgoingRecord sent =
                process(Stage.RECORD, record("Example.COM.", Map.of("failures", "1")), new StageResult.Candidate());

        assertThat(sent.topic()).isEqualTo("mta-sts.candidates");
        assertThat(sent.key()).isEqualTo("example.com");
        assertThat(sent.headers()).isEmpty();
    }

    @Test
    void verdict_hasTheVersionOfItsSchema() {
        OutgoingRecord sent = process(
                Stage.CHECK,
                record("example.com", Map.of()),
                new StageResult.Verdict("report", "enforcing", Map.of("verdict", "enforcing")));

        assertThat(sent.topic()).isEqualTo("mta-sts.verdicts");
        assertThat(sent.key()).isEqualTo("example.com");
        assertThat(sent.value()).isEqualTo("{\"verdict\":\"enforcing\"}");
        assertThat(sent.headers())
                .isEqualTo(Map.of(
                        "document", "report",
                        "schema-version", "1",
                        "content-type", "application/json",
                        "verdict", "enforcing"));
    }

    @ParameterizedTest
    @CsvSource({"0, mta-sts.retry.1", "1, mta-sts.retry.2"})
    void failureThatMayPass_waits(int failures, String topic) {
        OutgoingRecord sent = process(
                Stage.CHECK, record("example.com", Map.of("failures", Integer.toString(failures))), failure(true));

        assertThat(sent.topic()).isEqualTo(topic);
        assertThat(sent.key()).isEqualTo("example.com");
        assertThat(sent.headers())
                .containsEntry("failures", Integer.toString(failures + 1))
                .containsEntry("stage", "check")
                .containsEntry("reason", "txt-lookup-failed");
    }

    @Test
    void failureAfterAllAttempts_isADeadLetterWithItsPlace() throws IOException {
        OutgoingRecord sent =
                process(Stage.CHECK, record("example.com", Map.of("failures", "2", "waits", "7")), failure(true));

        assertThat(sent.topic()).isEqualTo("mta-sts.dead-letter");
        assertThat(sent.headers())
                .containsEntry("reason", "attempts-exhausted")
                .containsEntry("source-topic", "mta-sts.domains")
                .containsEntry("source-partition", "3")
                .containsEntry("source-offset", "42");
        assertThat(JSON.readTree(sent.value()).path("code").asText()).isEqualTo("txt-lookup-failed");
    }

    @Test
    void poison_isADeadLetterWithoutItsText() throws IOException {
        OutgoingRecord sent =
                process(Stage.RECORD, record("bad\u001b[31m name", Map.of()), new StageResult.Candidate());

        assertThat(sent.topic()).isEqualTo("mta-sts.dead-letter");
        assertThat(sent.key()).isNull();
        assertThat(sent.headers()).containsEntry("reason", "not-a-domain");
        JsonNode problem = JSON.readTree(sent.value());
        assertThat(problem.path("status").asInt()).isEqualTo(400);
        assertThat(problem.path("detail").asText()).doesNotContain("\u001b");
    }

    @ParameterizedTest
    @CsvSource({"record, mta-sts.domains", "check, mta-sts.candidates", "nonsense, mta-sts.domains"})
    void retryThatIsDue_returnsToItsStage(String stage, String topic) {
        OutgoingRecord sent =
                processor.afterDelay(record("example.com", Map.of("stage", stage, "failures", "2", "waits", "x")));

        assertThat(sent.topic()).isEqualTo(topic);
        assertThat(sent.headers()).isEqualTo(Map.of("failures", "2", "waits", "0"));
    }
}
