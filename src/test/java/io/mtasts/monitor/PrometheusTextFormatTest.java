package io.mtasts.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrometheusTextFormatTest {

    private final PrometheusTextFormat out = new PrometheusTextFormat();

    @Test
    void gauge_withSamples() {
        out.gauge("one", "What it is.")
                .sample(7)
                .gauge("two", "And this.")
                .sample(true, "a", "x")
                .sample(false, "a", "y", "b", "z");

        assertThat(out.toString()).isEqualTo("""
                # HELP one What it is.
                # TYPE one gauge
                one 7
                # HELP two And this.
                # TYPE two gauge
                two{a="x"} 1
                two{a="y",b="z"} 0
                """);
    }

    @ParameterizedTest
    @CsvSource({"0, 0.000", "1, 0.001", "999, 0.999", "61000, 61.000", "86400123, 86400.123"})
    void seconds(long millis, String expected) {
        out.gauge("x", "y").seconds(Duration.ofMillis(millis));

        assertThat(out.toString()).endsWith("\nx " + expected + "\n");
    }

    /** A value that ended its quotes could say anything, in any line. */
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\0',
            value = {
                "plain-1.example, plain-1.example",
                "quo\"te, quo\\\"te",
                "back\\slash, back\\\\slash",
                "\\\", \\\\\\\"",
                "{a=b}, {a=b}",
                "bücher, bücher",
                "😀, 😀"
            })
    void label_escapes(String value, String expected) {
        assertThat(label(value)).isEqualTo(expected);
    }

    @Test
    void label_escapesLineEndsAndControls() {
        assertThat(label("a\nb\r\u001b[31m\u007f\u0085\u202e\u2028\u00ad\ud800"))
                .isEqualTo("a\\nb\\\\u000d\\\\u001b[31m\\\\u007f\\\\u0085\\\\u202e\\\\u2028\\\\u00ad\\\\ud800");
    }

    private String label(String value) {
        String line = out.gauge("x", "y").sample(1, "l", value).toString().split("\n", 3)[2];
        assertThat(line).startsWith("x{l=\"").endsWith("\"} 1\n");
        return line.substring("x{l=\"".length(), line.length() - "\"} 1\n".length());
    }
}
