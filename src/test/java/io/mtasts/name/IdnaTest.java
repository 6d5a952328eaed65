package io.mtasts.name;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdnaTest {

    @ParameterizedTest
    @CsvSource({
        "mx.example.com, mx.example.com",
        "MX.Example.COM., mx.example.com",
        "mx.bücher.example, mx.xn--bcher-kva.example",
        "MX.BÜCHER.example., mx.xn--bcher-kva.example",
        "xn--bcher-kva.example, xn--bcher-kva.example",
        "faß.example, xn--fa-hia.example",
        "mx。例え.テスト, mx.xn--r8jz45g.xn--zckzah",
        "é, xn--9ca",
        "localhost, localhost"
    })
    void toAscii_name(String text, String ascii) {
        assertThat(Idna.toAscii(text)).contains(ascii);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "a..b",
                "é..b",
                ".é",
                "-é",
                "é-",
                "a b",
                "é b",
                "é_a",
                "é/a",
                "é@a",
                "é%",
                "☃",
                "i❤.ws",
                "xn--n3h",
                "xn--example-",
                "xn--a",
                "a\u200Db",
                "a\uFE0Fé",
                "\u00ADé",
                "אa",
                "192.0.2.1",
                "①.②.③.④",
                "é.1",
                "*.é",
                "\uD800é",
                "é\r\n"
            })
    void toAscii_notAName(String text) {
        assertThat(Idna.toAscii(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"57,true", "58,false", "1000,false", "1001,false", "2024,false", "2025,false"})
    void toAscii_lengths(int length, boolean fits) {
        assertThat(Idna.toAscii("\u00E9".repeat(length)).isPresent()).isEqualTo(fits);
    }

    @ParameterizedTest
    @CsvSource({
        "a\u007Fb,",
        "a\u0080b, 80",
        "\u00E9,",
        "\u00E9\u2603\u20AC, 2603",
        "\u1112\u1161,",
        "\u1100, 1100",
        "a\u00AD, AD"
    })
    void firstDisallowed(String text, String hex) {
        OptionalInt expected = hex == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(hex, 16));

        assertThat(Idna.firstDisallowed(text)).isEqualTo(expected);
    }

    /** Eighteen characters each after the mapping: at the limit of ICU, and beyond. */
    @ParameterizedTest
    @ValueSource(ints = {3, 14, 28, 29, 55, 56, 112, 2024})
    void toAscii_mappingThatExpands(int length) {
        assertThat(Idna.toAscii("\uFDFA".repeat(length))).isEmpty();
    }
}
