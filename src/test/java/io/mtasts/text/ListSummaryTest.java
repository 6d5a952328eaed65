package io.mtasts.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListSummaryTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # names      | in words
            a            | a
            a b c        | a, b, c
            a b c d      | a, b, c and 1 more
            a b c d e    | a, b, c and 2 more
            """)
    void summarize_namesTheFirstThree(String names, String words) {
        assertThat(ListSummary.summarize(List.of(names.split(" ")))).isEqualTo(words);
    }

    @Test
    void summarize_ofNoNames_isEmpty() {
        assertThat(ListSummary.summarize(List.of())).isEmpty();
    }
}
