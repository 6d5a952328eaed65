package io.mtasts.sts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MxPatternTest {

    @ParameterizedTest
    @CsvSource(textBlock = """
                    # pattern,        host,                          matches
                    mx.example.com,   mx.example.com,                true
                    MX.Example.COM,   mx.example.com,                true
                    mx.example.com,   mx.example.com.evil.example,   false
                    mx.example.com,   xmx.example.com,               false
                    mx.example.com,   mxxexample.com,                false
                    example.com,      mx.example.com,                false
                    *.example.com,    mx.example.com,                true
                    *.example.com,    mx_1.example.com,              true
                    *.example.com,    example.com,                   false
                    *.example.com,    a.b.example.com,               false
                    *.example.com,    mxexample.com,                 false
                    *.example.com,    .example.com,                  false
                    *.example.com,    mx.example.com.evil.example,   false
                    *.example.com,    com,                           false
                    *.com,            example.com,                   true
                    """)
    void matches(String pattern, String host, boolean expected) {
        assertThat(MxPattern.of(pattern).orElseThrow().matches(host)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"mx.example.com.", "*.example.com.", "*", "*.", "a.1", "1.2.3.4", "*.1.2.3", "a*.b", "''", "a b"})
    void of_noPattern(String text) {
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
}
