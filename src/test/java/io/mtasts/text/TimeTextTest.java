package io.mtasts.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Times and durations as people read them. */
class TimeTextTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0 seconds, 0 seconds",
        "1, 1 second, 1 second",
        "59, 59 seconds, 59 seconds",
        "60, 1 minute, 1 minute",
        "61, 61 seconds, about 1 minute",
        "119, 119 seconds, about 1 minute",
        "120, 2 minutes, 2 minutes",
        "3600, 1 hour, 1 hour",
        "3660, 61 minutes, about 1 hour",
        "86399, 86399 seconds, about 23 hours",
        "86400, 1 day, 1 day",
        "90000, 25 hours, about 1 day",
        "172800, 2 days, 2 days",
        "31557600, 8766 hours, about 365 days",
    })
    void duration(long seconds, String exact, String rough) {
        assertThat(TimeText.exact(Duration.ofSeconds(seconds))).isEqualTo(exact);
        assertThat(TimeText.rough(Duration.ofSeconds(seconds))).isEqualTo(rough);
    }

    @Test
    void time_isInUtc() {
        Instant time = Instant.parse("2026-11-29T23:05:09.999Z");

        assertThat(TimeText.date(time)).isEqualTo("29 November 2026");
        assertThat(TimeText.date(LocalDate.of(2027, 1, 1))).isEqualTo("1 January 2027");
        assertThat(TimeText.minute(time)).isEqualTo("29 November 2026, 23:05 UTC");
        assertThat(TimeText.second(time)).isEqualTo("29 November 2026, 23:05:09 UTC");
    }
}
