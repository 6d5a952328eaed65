package io.mtasts.finding;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextSpanTest {

    @ParameterizedTest
    @CsvSource({"1, 1, 0", "1, 1, 1", "2, 80, 5"})
    void constructor_acceptsAPlace(int line, int column, int length) {
        assertThatCode(() -> new TextSpan(line, column, length)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({"0, 1, 0", "1, 0, 0", "1, 1, -1"})
    void constructor_refusesOtherNumbers(int line, int column, int length) {
        assertThatThrownBy(() -> new TextSpan(line, column, length))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(line + ":" + column + "+" + length);
    }
}
