package io.mtasts.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormatExtensionsTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0 seconds",
        "59, 59 seconds",
        "60, 1 minute",
        "3599, about 59 minutes",
        "3600, 1 hour",
        "86399, about 23 hours",
        "86400, 1 day",
        "1209600, 14 days",
        "1209601, about 14 days",
        "31557600, about 365 days"
    })
    void period(long seconds, String expected) {
        assertThat(FormatExtensions.period(seconds)).isEqualTo(expected);
    }
}
