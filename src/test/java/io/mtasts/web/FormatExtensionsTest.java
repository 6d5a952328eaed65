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

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a max_age of 1209600 seconds, so | a max_age of 14 days, so
            it has been there for 90000 seconds, although the web server allows 3600 seconds. | it has been there for about 1 day, although the web server allows 1 hour.
            has expired (valid until 2026-11-28T14:36:47Z). | has expired (valid until 28 November 2026).
            valid until 2026-02-31T14:36:47Z | valid until 2026-02-31T14:36:47Z
            max_age: 86400 seconds | max_age: 86400 seconds
            id=2026-11-28T14:36:47Z | id=2026-11-28T14:36:47Z
            max_age of 99999999999999999999 seconds | max_age of 99999999999999999999 seconds
            """)
    void readable(String text, String expected) {
        assertThat(FormatExtensions.readable(text)).isEqualTo(expected);
    }
}
