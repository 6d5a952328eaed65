package io.mtasts.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mtasts.name.DomainName;
import io.mtasts.plan.PlanRequest;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlanRequestParserTest {

    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    private static PlanRequest at(String cutOver) {
        return PlanRequestParser.ofForm("mx1.example.com", "", cutOver, "", NOW);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-23T12:00:00Z, 2026-11-23T12:00:00Z",
        "2026-11-23T13:00:00+01:00, 2026-11-23T12:00:00Z",
        "2026-11-23, 2026-11-23T12:00:00Z",
        "2026-11-24, 2026-11-24T00:00:00Z",
        "2026-12-24 06:30, 2026-12-24T06:30:00Z",
        "2026-12-24T06:30, 2026-12-24T06:30:00Z",
        "2029-11-25, 2029-11-25T00:00:00Z",
    })
    void cutOver_isATimeOrADate(String text, Instant expected) {
        assertThat(at(text).cutOver()).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-23T11:59:59Z",
                "2026-11-22",
                "2029-11-26",
                "9999-12-31",
                "2026-02-30",
                "2026-13-01",
                "soon",
                "1"
            })
    void cutOver_anythingElse_isRejected(String text) {
        assertThatThrownBy(() -> at(text)).isInstanceOf(RejectedException.class);
    }

    @Test
    void mailServers_areHostNames() {
        PlanRequest request = PlanRequestParser.ofForm(
                "MX1.example.com., mx2.example.com\nmx1.example.com mx.bücher.example", "", "", "", NOW);
        assertThat(request.mailServers())
                .extracting(DomainName::ascii)
                .containsExactly("mx1.example.com", "mx2.example.com", "mx.xn--bcher-kva.example");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mx1", "*.example.com", "192.0.2.1", "a_b.example.com", "mx..example.com", "-", "<b>"})
    void mailServers_anythingElse_isRejected(String name) {
        assertThatThrownBy(() -> PlanRequestParser.ofForm(name, "", "", "", NOW))
                .isInstanceOf(RejectedException.class);
    }

    @ParameterizedTest
    @CsvSource({"100, true", "101, false"})
    void mailServers_areLimited(int count, boolean accepted) {
        String names = IntStream.range(0, count)
                .mapToObj(i -> "mx" + i + ".example.com")
                .collect(Collectors.joining(" "));
        String policy = IntStream.range(0, count)
                .mapToObj(i -> "mx: mx" + i + ".example.com\n")
                .collect(Collectors.joining("", "version: STSv1\nmode: enforce\n", "max_age: 86400\n"));
        if (accepted) {
            assertThat(PlanRequestParser.ofForm(names, policy, "", "", NOW).mailServers())
                    .hasSize(count);
        } else {
            assertThatThrownBy(() -> PlanRequestParser.ofForm(names, "", "", "", NOW))
                    .isInstanceOf(RejectedException.class);
            assertThatThrownBy(() -> PlanRequestParser.ofForm("", policy, "", "", NOW))
                    .isInstanceOf(RejectedException.class);
        }
    }

    @Test
    void policy_mustCoverTheMailServers() {
        String policy = "version: STSv1\nmode: enforce\nmx: *.example.com\nmax_age: 86400\n";
        assertThat(PlanRequestParser.ofForm("mx1.example.com", policy, "", "", NOW)
                        .policy())
                .isPresent();
        assertThatThrownBy(() -> PlanRequestParser.ofForm("mx1.example.net", policy, "", "", NOW))
                .isInstanceOf(RejectedException.class);
        assertThatThrownBy(() -> PlanRequestParser.ofForm("", "version: STSv1\nmode: enforced\n", "", "", NOW))
                .isInstanceOf(RejectedException.class);
    }

    @ParameterizedTest
    @CsvSource({"0, true", "31557600, true", "31557601, false", "-1, false", "1e3, false"})
    void longestMaxAge_isThatOfAPolicy(String seconds, boolean accepted) {
        if (accepted) {
            assertThat(PlanRequestParser.ofForm("mx1.example.com", "", "", seconds, NOW)
                            .longestMaxAge())
                    .hasValue(Long.parseLong(seconds));
        } else {
            assertThatThrownBy(() -> PlanRequestParser.ofForm("mx1.example.com", "", "", seconds, NOW))
                    .isInstanceOf(RejectedException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "[]", "{}", "{\"mailServers\": [1]}", "{\"mailServers\": \"mx1.example.com\"}", "{\"x\": 1}"
            })
    void json_ofAnotherForm_isRejected(String json) {
        assertThatThrownBy(() -> PlanRequestParser.ofJson(json, NOW)).isInstanceOf(RejectedException.class);
    }

    @Test
    void json_takesNumbersAndText() {
        PlanRequest request = PlanRequestParser.ofJson(
                "{\"mailServers\": [\"mx1.example.com\"], \"cutOver\": \"2026-12-24\", \"longestMaxAgeSeconds\": 86400}",
                NOW);
        assertThat(request.longestMaxAge()).hasValue(86_400);
        assertThat(request.cutOver()).contains(Instant.parse("2026-12-24T00:00:00Z"));
    }
}
