package io.mtasts.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.mtasts.LeakGuard;
import io.mtasts.smtp.SmtpReplyDecoder.NotSmtpException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The grammar of replies, in whatever pieces they come. RFC 5321, 4.2. */
@ExtendWith(LeakGuard.class)
class SmtpReplyDecoderTest {

    static Stream<Arguments> replies() {
        return Stream.of(
                arguments("220 mx.example.com ESMTP\r\n", 220, List.of("mx.example.com ESMTP")),
                arguments("220\r\n", 220, List.of("")),
                arguments("220 \r\n", 220, List.of("")),
                arguments("200 lowest\r\n", 200, List.of("lowest")),
                arguments("559 highest\r\n", 559, List.of("highest")),
                arguments("250-mx\r\n250 STARTTLS\r\n", 250, List.of("mx", "STARTTLS")),
                arguments("250-mx\r\n250-\r\n250\r\n", 250, List.of("mx", "", "")),
                arguments("250 a\tb-c 250 d\r\n", 250, List.of("a\tb-c 250 d")),
                arguments("250 größer\r\n", 250, List.of("größer")),
                arguments("250 " + "x".repeat(2_042) + "\r\n", 250, List.of("x".repeat(2_042))),
                arguments(
                        "250-x\r\n".repeat(99) + "250 x\r\n",
                        250,
                        Stream.generate(() -> "x").limit(100).toList()));
    }

    @ParameterizedTest
    @MethodSource("replies")
    void read(String bytes, int code, List<String> lines) throws NotSmtpException {
        ByteBuffer all = buffer(bytes);
        assertThat(new SmtpReplyDecoder().read(all)).contains(new Reply(code, lines));
        assertThat(all.hasRemaining()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("replies")
    void read_octetByOctet(String bytes, int code, List<String> lines) throws NotSmtpException {
        SmtpReplyDecoder reader = new SmtpReplyDecoder();
        byte[] octets = bytes.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < octets.length - 1; i++) {
            assertThat(reader.read(ByteBuffer.wrap(octets, i, 1))).isEmpty();
        }
        assertThat(reader.read(ByteBuffer.wrap(octets, octets.length - 1, 1))).contains(new Reply(code, lines));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\r\n",
                "22\r\n",
                "199 x\r\n",
                "600 x\r\n",
                "260 x\r\n",
                "25x x\r\n",
                "2500\r\n",
                "250x\r\n",
                "250_x\r\n",
                " 250 x\r\n",
                "٢٥٠ x\r\n",
                "250 x\n",
                "250 x\ry\r\n",
                "250 x\r\r\n",
                "250 x\u0000\r\n",
                "250 x\u001b[2J\r\n",
                "250 x\u007f\r\n",
                "250-x\r\n220 y\r\n",
                "250-x\r\n\r\n",
                "HTTP/1.1 400 Bad Request\r\n"
            })
    void read_notAReply(String bytes) {
        assertThatThrownBy(() -> new SmtpReplyDecoder().read(buffer(bytes))).isInstanceOf(NotSmtpException.class);
    }

    @Test
    void read_tooLong() {
        assertThatThrownBy(() -> new SmtpReplyDecoder().read(buffer("250 " + "x".repeat(2_043) + "\r\n")))
                .hasMessage("a line of more than 2048 octets");
        assertThatThrownBy(() -> new SmtpReplyDecoder().read(buffer("250-x\r\n".repeat(100) + "250 x\r\n")))
                .hasMessage("a reply of more than 100 lines");
    }

    @Test
    void read_consecutiveReplies() throws NotSmtpException {
        SmtpReplyDecoder reader = new SmtpReplyDecoder();
        ByteBuffer bytes = buffer("220 a\r\n250-b\r\n250 c\r\n25");
        assertThat(reader.read(bytes)).contains(new Reply(220, List.of("a")));
        assertThat(bytes.remaining()).isEqualTo("250-b\r\n250 c\r\n25".length());
        assertThat(reader.read(bytes)).contains(new Reply(250, List.of("b", "c")));
        assertThat(reader.read(bytes)).isEmpty();
        assertThat(reader.read(buffer("0 d\r\n"))).contains(new Reply(250, List.of("d")));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            # lines behind the greeting,   offered
            STARTTLS,                      true
            starttls,                      true
            STARTTLS REQUIRED,             true
            PIPELINING|STARTTLS,           true
            XSTARTTLS,                     false
            STARTTLS=on,                   false
            AUTH STARTTLS,                 false
            -STARTTLS,                     false
            """)
    void offers(String lines, boolean offered) {
        List<String> all = Stream.concat(Stream.of("mx.example.com"), Stream.of(lines.split("\\|")))
                .toList();
        assertThat(new Reply(250, all).offers("STARTTLS")).isEqualTo(offered);
    }

    @Test
    void offers_notInTheGreeting() {
        assertThat(new Reply(250, List.of("STARTTLS")).offers("STARTTLS")).isFalse();
    }

    @Test
    void toString_isCutAtWholeCharacters() {
        assertThat(new Reply(554, List.of("no", "mail")).toString()).isEqualTo("554 no mail");
        assertThat(new Reply(554, List.of("")).toString()).isEqualTo("554");
        String text = new Reply(554, List.of("😀".repeat(400))).toString();
        assertThat(text.codePointCount(0, text.length())).isEqualTo(201);
        assertThat(text).endsWith("😀…");
    }

    @Test
    void read_nothing() throws NotSmtpException {
        assertThat(new SmtpReplyDecoder().read(buffer(""))).isEqualTo(Optional.empty());
    }

    private static ByteBuffer buffer(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }
}
