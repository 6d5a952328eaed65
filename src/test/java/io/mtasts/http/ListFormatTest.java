package io.mtasts.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListFormatTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            ''                                                 | JSON
            */*                                                | JSON
            application/*                                      | JSON
            application/x-ndjson                               | NDJSON
            application/json                                   | JSON
            application/json;charset=utf-8                     | JSON
            APPLICATION/JSON                                   | JSON
            text/csv, application/json                         | JSON
            text/csv, application/json;q=0.9                   | CSV
            text/csv;q=0.1, */*                                | CSV
            text/event-stream                                  | EVENTS
            application/problem+json                           | JSON
            text/html                                          | -
            application/json;q=0                               | -
            */*;q=0                                            | -
            text/csv;q=x                                       | -
            ,;,                                                | -
            """)
    void of(String accept, ListFormat format) {
        assertThat(ListFormat.of(accept).orElse(null)).isEqualTo(format);
    }
}
