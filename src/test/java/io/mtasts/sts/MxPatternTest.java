package io.mtasts.sts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MxPatternTest {

    @ParameterizedTest
    @CsvSource({"mx.example.com.", "*.example.com.", "*", "*.", "a.1", "1.2.3.4", "*.1.2.3", "a*.b", "''", "a b"})
    void of_notAPattern(String text) {
        assertThat(MxPattern.of(text)).isEmpty();
    }

    @Test
    void of_lengths() {
        String label = "a".repeat(63);
        String longest = label + "." + label + "." + label + "." + "a".repeat(61);

        assertThat(MxPattern.of(longest)).isPresent();
        assertThat(MxPattern.of(longest + "a")).isEmpty();
        assertThat(MxPattern.of(label + "a.example")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "*.com, true",
        "*.co.uk, true",
        "*.id.au, true",
        "*.nhs.uk, true",
        "*.github.io, true",
        "*.uk.com, true",
        "*.k12.ca.us, true",
        "*.notlisted, true",
        "co.uk, false",
        "*.net.de, false",
        "*.example.com, false",
        "*.example.co.uk, false",
        "*.example.github.io, false"
    })
    void isBroad(String text, boolean expected) {
        assertThat(MxPattern.of(text).orElseThrow().isBroad()).isEqualTo(expected);
    }
}
