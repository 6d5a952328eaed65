package io.mtasts.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TxtStringsTest {

    @ParameterizedTest
    @CsvSource({"0,0", "1,1", "255,255", "256,255 1", "510,255 255", "511,255 255 1"})
    void split_intoStringsOfAtMost255Octets(int length, String lengths) {
        String text = "x".repeat(length);

        List<String> strings = TxtStrings.split(text);

        assertThat(strings.stream().map(string -> Integer.toString(string.length())))
                .containsExactly(lengths.split(" "));
        assertThat(String.join("", strings)).isEqualTo(text);
    }
}
