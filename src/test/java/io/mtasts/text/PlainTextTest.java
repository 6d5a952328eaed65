package io.mtasts.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlainTextTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            a\u201cb          | a"b
            a\uff02b          | a"b
            a\u2018b          | a'b
            a`b               | a'b
            a\uff07b          | a'b
            a\u2010b          | a-b
            a\ufe63b          | a-b
            a\uff0db          | a-b
            a\u060cb          | a,b
            a\uff64b          | a,b
            a\u3000b          | a b
            a\u007fb          | ab
            a\u200bb          | ab
            a~b               | a~b
            a\uff5eb          | a~b
            a\uff21b          | aAb
            a\u00e4b          | a\u00e4b
            a\ufb01b          | a\ufb01b
            a\\nb             | a b
            a\\r\\nb          | a b
            a\\;b             | a;b
            a\\195\\164b      | a\u00e4b
            a&semi;b          | a;b
            a&#59;b           | a;b
            a&#x3b;b          | a;b
            a&#0;b            | ab
            a&#1114111;b      | a\udbff\udfffb
            a&#1114112;b      | a&#1114112;b
            a&other;b         | a&other;b
            v%3da%3Bb         | v=a;b
            a%3Bb             | a%3Bb
            a" "b             | ab
            a\\0" "59b        | a;b
            a\\" \\"b         | ab
            """)
    void toString_isInPlainCharacters(String source, String plain) {
        assertThat(PlainText.of(source)).hasToString(plain);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            ab            | 0 1 2
            a&semi;b      | 0 1 7 8
            a\\059b       | 0 1 5 6
            a\\nb         | 0 1 3 4
            a\\;b         | 0 2 3 4
            a\u200bb      | 0 2 3
            a" "b         | 0 4 5
            a\\0" "59b    | 0 1 8 9
            a\ud83d\ude00b | 0 1 1 3 4
            """)
    void offset_isThePlaceInTheSource(String source, String offsets) {
        PlainText plain = PlainText.of(source);

        assertThat(IntStream.rangeClosed(0, plain.toString().length())
                        .mapToObj(index -> Integer.toString(plain.offset(index)))
                        .collect(Collectors.joining(" ")))
                .isEqualTo(offsets);
    }
}
