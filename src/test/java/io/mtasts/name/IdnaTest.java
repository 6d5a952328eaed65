package io.mtasts.name;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdnaTest {

    @ParameterizedTest(name = "{0} {2}")
    @CsvSource(delimiter = '|', textBlock = """
        mx.bücher.example      | mx.xn--bcher-kva.example | a U-label
        MX.BÜCHER.example.     | mx.xn--bcher-kva.example | in upper case, with a root dot
        mx.straße.example      | mx.xn--strae-oqa.example | non-transitional
        MX1.example.com        | mx1.example.com          | plain
        mx.xn--bcher-kva.example | mx.xn--bcher-kva.example | already an A-label
        *.bücher.example       |                          | a pattern is not a name
        mx_1.bücher.example    |                          | an underscore
        mx..bücher.example     |                          | an empty label
        ☃.example              |                          | a symbol
        bü\u200Bcher.example   |                          | nothing is dropped silently
        bü\uFE0Fcher.example   |                          | nothing at all
        xn--example-.com       |                          | an invalid A-label
        bücher example         |                          | a space
        ''                     |                          | nothing
        """)
    void toAscii(String text, String ascii, String why) {
        assertThat(Idna.toAscii(text).orElse(null)).as(why).isEqualTo(ascii);
    }
}
