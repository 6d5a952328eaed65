package io.mtasts.tlsreport;

import static io.mtasts.fuzz.FuzzAssertions.holds;
import static io.mtasts.fuzz.FuzzAssertions.same;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** The reader of TLS reports: it never throws, stays within its bounds, and agrees with a JSON library on what is JSON. */
class TlsReportFuzzTest {

    private static final int MAX_OCTETS = 4_096;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    @FuzzTest
    void report(byte[] input) {
        byte[] file = Arrays.copyOf(input, Math.min(input.length, MAX_OCTETS));

        ReadResult result = TlsReportReader.read(file);

        ReportAssertions.assertSafe(result);
        Optional<JsonNode> json = json(file);
        if (result instanceof ReadResult.Complete read
                && json.isPresent()
                && json.get().path("policies").isArray()) {
            same(
                    (long) read.report().policies().size(),
                    StreamSupport.stream(json.get().path("policies").spliterator(), false)
                            .filter(JsonNode::isObject)
                            .count());
        }
        if (json.filter(node ->
                        node.path("policies").isArray() && node.path("policies").size() == 1)
                .isPresent()) {
            holds(
                    !(result instanceof ReadResult.Failed failed && failed.failure() != ReportFailure.TOO_LARGE),
                    "a JSON text with policies is read");
        }
    }

    private static Optional<JsonNode> json(byte[] file) {
        try {
            return Optional.ofNullable(JSON.readTree(file)).filter(node -> !node.isMissingNode());
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
