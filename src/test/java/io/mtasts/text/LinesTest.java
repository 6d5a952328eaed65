package io.mtasts.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinesTest {

    /** $ is a carriage return, / a line feed. */
    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "a,            a",
                "a/b,          a|b",
                "a$/b,         a|b",
                "a$b,          a|b",
                "a$$/b,        a|b",
                "a$$b,         a||b",
                "a/$b,         a||b",
                "a/,           a",
                "a$/$/,        a|",
                "a$$,          a|",
                "$$$a/,        |||a",
                "$$/$$/,       |",
                "/$$,          ||",
                "/a,           |a"
            })
    void of_splitsAtEachLineEnding(String text, String lines) {
        assertThat(Lines.of(text.replace('$', '\r').replace('/', '\n')))
                .isEqualTo(List.of(lines.strip().split("\\|", -1)));
    }
}
