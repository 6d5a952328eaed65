package io.mtasts.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvCellTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "a.example|\"a.example\"",
                "=1+1|\"'=1+1\"",
                "@a|\"'@a\"",
                "-1|\"'-1\"",
                "a=b|\"a=b\"",
                "a\"b|\"a\"\"b\""
            })
    void of(String text, String cell) {
        assertThat(CsvCell.of(text)).isEqualTo(cell.replace("''", "'"));
    }
}
