package io.mtasts.sts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MxPatternsTest {

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
                    *.example.com,    *.example.com,                 true
                    com,              com,                           true
                    *.b.example.com,  a\\.b.example.com,             false
                    *.example.com,    a\\.b.example.com,             true
                    *.example.com,    a\\\\.example.com,             true
                    *.example.com,    a\\\\\\.example.com,           false
                    """)
    void matching(String pattern, String host, boolean expected) {
        assertThat(patterns(pattern).matching(host).isEmpty()).isNotEqualTo(expected);
    }

    @Test
    void matching_inTheOrderOfThePolicy() {
        MxPatterns patterns = patterns("other.example", "*.example.com", "mx.example.com", "*.example.com");

        assertThat(patterns.matching("mx.example.com"))
                .map(MxPattern::toString)
                .containsExactly("*.example.com", "mx.example.com");
        assertThat(patterns("mx.example.com", "*.example.com").matching("mx.example.com"))
                .map(MxPattern::toString)
                .containsExactly("mx.example.com", "*.example.com");
    }

    @Test
    void all_eachOnce() {
        assertThat(patterns("b.example", "a.example", "B.example").all())
                .map(MxPattern::toString)
                .containsExactly("b.example", "a.example");
    }

    private static MxPatterns patterns(String... texts) {
        return new MxPatterns(
                Stream.of(texts).map(MxPattern::of).flatMap(Optional::stream).toList());
    }
}
