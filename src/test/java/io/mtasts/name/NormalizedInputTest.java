package io.mtasts.name;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormalizedInputTest {

    @ParameterizedTest
    @CsvSource(ignoreLeadingAndTrailingWhitespace = false, textBlock = """
            \uFF00a,\uFF00a,before the first full-width form
            \uFF01a,!a,the first one
            \uFF21a,aa,a full-width capital letter
            \uFF5Ea,~a,the last one
            \uFF5Fa,\uFF5Fa,after the last one
            a\u3001b,a\u3001b,an ideographic comma
            a\u3002b,a.b,an ideographic full stop
            a\uFF61b,a.b,a half-width one
            a\u3002,a,a root dot
            .,.,the root
            a..,a.,one root dot of two
            \u3000A ,a,white space and capital letters
            """)
    void of_text(String typed, String text, String why) {
        NormalizedInput input = NormalizedInput.of(typed);

        assertThat(input.text()).as(why).isEqualTo(text);
        assertThat(input.typed()).isEqualTo(typed);
    }
}
