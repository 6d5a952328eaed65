package io.mtasts.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HttpDateTest {

    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            # RFC 9110, 5.6.7
            Sun, 06 Nov 1994 08:49:37 GMT       | 1994-11-06T08:49:37Z
            Sunday, 06-Nov-94 08:49:37 GMT      | 1994-11-06T08:49:37Z
            Sun Nov  6 08:49:37 1994            | 1994-11-06T08:49:37Z
            Wed Nov 16 08:49:37 1994            | 1994-11-16T08:49:37Z
            Thu, 29 Feb 2024 00:00:00 GMT       | 2024-02-29T00:00:00Z
            Saturday, 01-Feb-76 00:00:00 GMT    | 2076-02-01T00:00:00Z
            Saturday, 01-Feb-76 00:00:00 UTC    | -
            Wednesday, 01-Jan-76 00:00:00 GMT   | 2076-01-01T00:00:00Z
            Saturday, 01-Jan-77 00:00:00 GMT    | 1977-01-01T00:00:00Z
            # not dates
            Sun, 6 Nov 1994 08:49:37 GMT        | -
            Sun, 06 Nov 94 08:49:37 GMT         | -
            Mon, 06 Nov 1994 08:49:37 GMT       | -
            sun, 06 nov 1994 08:49:37 gmt       | -
            Sun, 06 Nov 1994 08:49:37 +0000     | -
            Sun, 06 Nov 1994 24:00:00 GMT       | -
            Sun, 06 Nov 1994 08:49:60 GMT       | -
            Wed, 31 Feb 2024 00:00:00 GMT       | -
            1994-11-06T08:49:37Z                | -
            784111777                           | -
            0                                   | -
            -1                                  | -
            ''                                  | -
            Sun, 06 Nov 1994 08:49:37 GMT GMT   | -
            """)
    void parse(String text, Instant expected) {
        assertThat(HttpDate.parse(text, NOW)).isEqualTo(Optional.ofNullable(expected));
    }

    @Test
    void parse_longTextIsNotRead() {
        assertThat(HttpDate.parse("Sun, 06 Nov 1994 08:49:37 GMT".repeat(1_000), NOW))
                .isEmpty();
    }

    /** Any text is a date or none. Changed dates are the texts that come nearest to one. */
    @Test
    void parse_neverFails() {
        Random random = new Random(20261129);
        String date = "Sun, 06 Nov 1994 08:49:37 GMT";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder(date);
            for (int change = random.nextInt(4); change >= 0; change--) {
                text.setCharAt(random.nextInt(text.length()), (char)
                        (random.nextInt(4) == 0 ? random.nextInt(0x300) : date.charAt(random.nextInt(date.length()))));
            }
            HttpDate.parse(text.toString(), NOW)
                    .ifPresent(time -> assertThat(time).isAfter(Instant.parse("0000-01-01T00:00:00Z")));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            # Age                      | seconds
            0                          | 0
            301                        | 301
            007                        | 7
            ' 12 '                     | 12
            '12, 900'                  | 12
            2147483648                 | 2147483648
            2147483649                 | 2147483648
            99999999999999999999999999 | 2147483648
            ''                         | -
            -1                         | -
            +1                         | -
            1.5                        | -
            '12 s'                     | -
            ', 12'                     | -
            ١٢                         | -
            """)
    void age(String value, Long expected) {
        assertThat(response("Age", value).ageSeconds()).isEqualTo(Optional.ofNullable(expected));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            # Cache-Control                  | seconds in a shared cache
            max-age=60                       | 60
            'public, MAX-AGE=60'             | 60
            'max-age=60, s-maxage=5'         | 5
            's-maxage=5,max-age=60'          | 5
            'max-age="60"'                   | 60
            no-store                         | 0
            'no-cache, max-age=60'           | 0
            public                           | -
            max-age                          | -
            max-age=                         | -
            max-age=-1                       | -
            xmax-age=60                      | -
            ''                               | -
            """)
    void cacheLifetime(String value, Long expected) {
        assertThat(response("Cache-Control", value).cacheLifetimeSeconds()).isEqualTo(Optional.ofNullable(expected));
    }

    private static PolicyResponse response(String name, String value) {
        return new PolicyResponse("http/1.1", 200, List.of(new HttpField(name, value)), new byte[0]);
    }
}
