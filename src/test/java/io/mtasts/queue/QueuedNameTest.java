package io.mtasts.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtasts.queue.QueuedName.Invalid;
import io.mtasts.queue.QueuedName.Valid;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class QueuedNameTest {

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource({
        "example.com, , example.com",
        ", example.com, example.com",
        "'', example.com, example.com",
        "Example.COM., ignored, example.com",
        "bücher.example, , xn--bcher-kva.example"
    })
    void name_isTheKeyOrTheValue(String key, String value, String expected) {
        QueuedName name = QueuedName.parse(key == null ? null : utf8(key), value == null ? null : utf8(value));

        assertThat(((Valid) name).input().name().ascii()).isEqualTo(expected);
    }

    static Stream<Arguments> poison() {
        return Stream.of(
                Arguments.of(null, null, DeadLetterReason.EMPTY),
                Arguments.of(new byte[0], new byte[0], DeadLetterReason.EMPTY),
                Arguments.of(new byte[] {(byte) 0xc3, 0x28}, null, DeadLetterReason.NOT_UTF_8),
                Arguments.of(new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80}, null, DeadLetterReason.NOT_UTF_8),
                Arguments.of(utf8("x".repeat(1_025)), null, DeadLetterReason.TOO_LONG),
                Arguments.of(utf8("x".repeat(1_024)), null, DeadLetterReason.NOT_A_DOMAIN),
                Arguments.of(utf8("example.com"), new byte[65_537], DeadLetterReason.TOO_LONG),
                Arguments.of(utf8("two words"), null, DeadLetterReason.NOT_A_DOMAIN),
                Arguments.of(utf8("a\nb.example"), null, DeadLetterReason.NOT_A_DOMAIN),
                Arguments.of(utf8("\u001b[31mred.example"), null, DeadLetterReason.NOT_A_DOMAIN),
                Arguments.of(utf8("a\u0000.example"), null, DeadLetterReason.NOT_A_DOMAIN),
                Arguments.of(utf8("192.0.2.1"), null, DeadLetterReason.NOT_A_DOMAIN),
                Arguments.of(utf8("com"), null, DeadLetterReason.NOT_A_DOMAIN));
    }

    @ParameterizedTest
    @MethodSource
    void poison(byte[] key, byte[] value, DeadLetterReason expected) {
        assertThat(((Invalid) QueuedName.parse(key, value)).reason()).isEqualTo(expected);
    }

    @Test
    void value_ofAllowedLength_isIgnored() {
        assertThat(QueuedName.parse(utf8("example.com"), new byte[65_536])).isInstanceOf(Valid.class);
    }
}
