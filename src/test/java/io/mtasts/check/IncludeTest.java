package io.mtasts.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class IncludeTest {

    @ParameterizedTest
    @ValueSource(strings = {"replicas", " replicas ", "replicas,replicas"})
    void parse_known(String names) {
        assertThat(Include.parse(names)).containsExactly(Include.REPLICAS);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " "})
    void parse_none(String names) {
        assertThat(Include.parse(names)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Replicas", "replica", "replicas,", ",replicas", "replicas replicas", "replicas,all"})
    void parse_unknown(String names) {
        assertThatThrownBy(() -> Include.parse(names))
                .isInstanceOfSatisfying(
                        RejectedException.class,
                        rejected -> assertThat(rejected.rejection().code()).isEqualTo("parameter-include"));
    }

    @Test
    void parse_unknown_namesWhatIsKnown() {
        assertThatThrownBy(() -> Include.parse("x"))
                .isInstanceOfSatisfying(
                        RejectedException.class,
                        rejected -> assertThat(rejected.rejection().detail()).contains("replicas"));
    }
}
