package io.mtasts.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtasts.document.ProblemDocument;
import jakarta.ws.rs.core.Response.Status;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BadgeTest {

    @ParameterizedTest
    @CsvSource({
        "BAD_REQUEST, 400, no domain, 0",
        "TOO_MANY_REQUESTS, 429, try later, 0",
        "SERVICE_UNAVAILABLE, 503, try later, 0",
        "INTERNAL_SERVER_ERROR, 500, try later, 0",
        "BAD_GATEWAY, 200, unknown, 60",
        "GATEWAY_TIMEOUT, 200, unknown, 60"
    })
    void of_problem(Status status, int expected, String text, int seconds) {
        Badge badge = Badge.of(ProblemDocument.of(status, "some-code", "<script>"));

        assertThat(badge.status()).isEqualTo(expected);
        assertThat(badge.seconds()).isEqualTo(seconds);
        assertThat(badge.svg()).contains(">" + text + "</text>", "role=\"img\"").doesNotContain("script");
    }

    @ParameterizedTest
    @CsvSource({"true, '%s'", "true, 'W/%s'", "true, '\"other\", %s'", "true, *", "false, '\"other\"'", "false, ''"})
    void matches(boolean expected, String header) {
        Badge badge = Badge.of(ProblemDocument.of(Status.BAD_GATEWAY, "some-code", "detail"));

        assertThat(badge.matches(header.formatted(badge.tag()))).isEqualTo(expected);
        assertThat(badge.matches(null)).isFalse();
    }
}
