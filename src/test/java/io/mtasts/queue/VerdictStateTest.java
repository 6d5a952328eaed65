package io.mtasts.queue;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class VerdictStateTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String ENFORCING = """
            {"domain": "example.com", "verdict": "enforcing", "severity": "ok", "mail": "protected",
             "summary": "S", "record": {"id": "a1"}, "policy": {"mode": "enforce"},
             "findings": [{"code": "b"}, {"code": "a"}, {"code": "b"}], "checkedAt": "2026-11-29T10:00:00Z"}
            """;

    private static VerdictState state(String json) throws JsonProcessingException {
        return VerdictState.of(JSON.readTree(json));
    }

    @Test
    void state_hasTheMembersThatMatter() throws Exception {
        assertThat(state(ENFORCING))
                .isEqualTo(new VerdictState("enforcing", "ok", "protected", "a1", "enforce", List.of("a", "b")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"verdict\": \"not-configured\", \"severity\": \"info\", \"findings\": [{\"code\": \"txt-absent\"}]}",
                "{\"verdict\": null}",
                "{}",
                "[]",
                "\"text\"",
                "{\"findings\": 3}"
            })
    void state_withoutMtaSts_isAbsent(String json) throws Exception {
        assertThat(state(json)).isEqualTo(VerdictState.ABSENT);
    }

    static Stream<Arguments> diff() {
        return Stream.of(
                Arguments.of("\"summary\": \"S\"", "\"summary\": \"T\"", List.of()),
                Arguments.of("10:00:00Z", "11:00:00Z", List.of()),
                Arguments.of("{\"code\": \"b\"}, {\"code\": \"a\"}", "{\"code\": \"a\"}, {\"code\": \"b\"}", List.of()),
                Arguments.of("\"enforcing\"", "\"testing\"", List.of("verdict")),
                Arguments.of("\"ok\"", "\"critical\"", List.of("severity")),
                Arguments.of("\"protected\"", "\"at-risk\"", List.of("mail")),
                Arguments.of("\"a1\"", "\"a2\"", List.of("recordId")),
                Arguments.of("\"enforce\"", "\"testing\"", List.of("policyMode")),
                Arguments.of("{\"code\": \"a\"}", "{\"code\": \"c\"}", List.of("findings")),
                Arguments.of(
                        "\"enforcing\"",
                        "\"not-configured\"",
                        List.of("verdict", "severity", "mail", "recordId", "policyMode", "findings")));
    }

    @ParameterizedTest
    @MethodSource
    void diff(String before, String after, List<String> expected) throws Exception {
        assertThat(ENFORCING).contains(before);

        assertThat(state(ENFORCING).diff(state(ENFORCING.replace(before, after))))
                .isEqualTo(expected);
    }
}
