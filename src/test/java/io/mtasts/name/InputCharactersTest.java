package io.mtasts.name;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InputCharactersTest {

    /** Invisible characters and code points without a character are described by their number only. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    20    | a space (U+0020)
                    A0    | U+00A0
                    0     | U+0000
                    7F    | U+007F
                    202E  | U+202E
                    D800  | U+D800
                    21    | ! (U+0021)
                    2603  | ☃ (U+2603)
                    1F600 | 😀 (U+1F600)
                    """)
    void describe(String hex, String description) {
        assertThat(InputCharacters.describe(Integer.parseInt(hex, 16))).isEqualTo(description);
    }

    @ParameterizedTest
    @CsvSource({
        "20, true, false, true, space",
        "9, true, false, true, tab",
        "A0, true, false, true, no-break space",
        "1C, true, false, true, 'a separator, white space to Java only'",
        "2D, false, false, false, hyphen",
        "61, false, false, false, letter",
        "AC, false, false, false, before the soft hyphen",
        "AD, false, true, true, soft hyphen",
        "AE, false, false, false, after the soft hyphen",
        "200B, false, true, true, zero-width space",
        "200D, false, false, false, joiner",
        "2060, false, true, true, word joiner",
        "FEFF, false, true, true, byte order mark",
        "202E, false, false, true, override",
        "3C, false, false, true, less than",
        "3D, false, false, false, equals sign",
        "3E, false, false, true, greater than",
        "60, false, false, true, backtick",
        "201C, false, false, true, opening quote",
        "201D, false, false, true, closing quote",
        "28, false, false, true, opening bracket",
        "29, false, false, true, closing bracket",
        "2C, false, false, true, comma",
        "2013, false, false, false, dash"
    })
    void characters(String hex, boolean space, boolean zeroWidth, boolean surrounding, String why) {
        int c = Integer.parseInt(hex, 16);

        assertThat(InputCharacters.isSpace(c)).as(why).isEqualTo(space);
        assertThat(InputCharacters.isZeroWidth(c)).as(why).isEqualTo(zeroWidth);
        assertThat(InputCharacters.isSurrounding(c)).as(why).isEqualTo(surrounding);
    }

    @ParameterizedTest
    @CsvSource({
        "'', ''",
        "a, a",
        ".., ''",
        "., ''",
        "..a.b.., a.b",
        "a.., a",
        "..a, a",
        "\uD83D\uDE00a\uD83D\uDE00, a",
        "\uD83D\uDE00, ''",
        "\uD83D\uDE01a\uD83D\uDE01, \uD83D\uDE01a\uD83D\uDE01"
    })
    void strip_atBothEnds(String text, String stripped) {
        assertThat(InputCharacters.strip(text, c -> c == '.' || c == 0x1F600)).isEqualTo(stripped);
    }

    @ParameterizedTest
    @CsvSource({"'', true", "a, true", "\u007F, true", "\u0080, false", "aé, false"})
    void isAscii(String text, boolean ascii) {
        assertThat(InputCharacters.isAscii(text)).isEqualTo(ascii);
    }

    @Test
    void first_describesTheFirstMatch() {
        assertThat(InputCharacters.first("a!?", c -> c == '!' || c == '?')).contains("! (U+0021)");
        assertThat(InputCharacters.first("a", c -> c == '!')).isEmpty();
    }
}
