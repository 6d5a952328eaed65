package io.mtasts.name;

import static org.assertj.core.api.Assertions.assertThat;

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
}
