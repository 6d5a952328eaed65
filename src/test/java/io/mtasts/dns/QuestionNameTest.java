package io.mtasts.dns;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtasts.verdict.Lookup.Outcome;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuestionNameTest {

    @ParameterizedTest
    @ValueSource(strings = {"a", "_mta-sts.example.com", "mx_1.example.com", "-a-.test", "10.0.0.1", "*.test", "a/b"})
    void askable(String name) {
        assertThat(QuestionName.fault(name)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "a.", ".a", "a..b"})
    void emptyLabel(String name) {
        assertThat(QuestionName.fault(name)).contains(Outcome.NAME_TOO_LONG);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\\.b.test", "\\000.test", "a b", "bücher.test", "a\tb", "\u007f"})
    void notSayable(String name) {
        assertThat(QuestionName.fault(name)).contains(Outcome.MALFORMED);
    }

    @Test
    void lengths() {
        assertThat(QuestionName.fault("a".repeat(63))).isEmpty();
        assertThat(QuestionName.fault("a".repeat(64))).contains(Outcome.NAME_TOO_LONG);
        String three = ("a".repeat(63) + ".").repeat(3);
        assertThat(QuestionName.fault(three + "a".repeat(61))).isEqualTo(Optional.empty());
        assertThat(QuestionName.fault(three + "a".repeat(62))).contains(Outcome.NAME_TOO_LONG);
    }
}
