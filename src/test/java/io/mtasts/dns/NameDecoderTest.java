package io.mtasts.dns;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtasts.LeakGuard;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.Name;

@ExtendWith(LeakGuard.class)
class NameDecoderTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # message                     | from | name, or nothing | why
            00                            | 0    | ''               | the root
            01 61 00                      | 0    | a                |
            01 41 01 5A 00                | 0    | a.z              | lower case
            01 C4 00                      | 0    | \\196            | no case beyond ASCII
            03 61 2E 62 00                | 0    | a\\.b            | a dot in a label
            03 61 5C 62 00                | 0    | a\\\\b           | a backslash
            03 00 20 7F 00                | 0    | \\000\\032\\127  | invisible octets
            02 21 7E 00                   | 0    | !~               | just visible
            01 62 00 01 61 C0 00          | 3    | a.b              | a pointer
            01 62 00 C0 00                | 3    | b                | nothing but a pointer
            01 62 00 C0 00 C0 03          | 5    | b                | a pointer to a pointer
            C0 00                         | 0    |                  | to itself
            C0 02 01 61 00                | 0    |                  | forwards
            01 61 C0 00                   | 0    |                  | to its own start
            01 62 C0 04 01 61 C0 00       | 4    |                  | round and round
            C0                            | 0    |                  | half a pointer
            01 61                         | 0    |                  | no end
            02 61                         | 0    |                  | half a label
            ''                            | 0    |                  | nothing
            40 61 00                      | 0    |                  | a label type of old
            80 61 00                      | 0    |                  | a label type of none
            """)
    void read(String message, int from, String name, String why) {
        ByteBuf in = Unpooled.wrappedBuffer(Hex.bytes(message)).readerIndex(from);

        assertThat(NameDecoder.read(in).orElse(null)).as(why).isEqualTo(name);
        if (name != null) {
            assertThat(in.isReadable()).as("it ends where the name does").isFalse();
        }
    }

    @Test
    void read_longestLabel() {
        String octets = "61".repeat(63);

        assertThat(NameDecoder.read(Unpooled.wrappedBuffer(Hex.bytes("3F" + octets + "00"))))
                .contains("a".repeat(63));
        assertThat(NameDecoder.read(Unpooled.wrappedBuffer(Hex.bytes("40" + octets + "6100"))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {61, 62})
    void read_longestName(int last) {
        String label = "3F" + "61".repeat(63);
        String name = label.repeat(3) + String.format("%02X", last) + "61".repeat(last) + "00";

        assertThat(NameDecoder.read(Unpooled.wrappedBuffer(Hex.bytes(name))).map(String::length))
                .as("253 characters are 255 octets")
                .isEqualTo(last == 61 ? Optional.of(253) : Optional.empty());
    }

    @ParameterizedTest
    @CsvSource({"127, true", "128, false"})
    void read_pointers(int pointers, boolean readable) {
        ByteBuf message = Unpooled.buffer().writeByte(0);
        for (int i = 0; i < pointers; i++) {
            message.writeShort(0xC000 | (i == 0 ? 0 : 2 * i - 1));
        }

        assertThat(NameDecoder.read(message.readerIndex(2 * pointers - 1)).isPresent())
                .isEqualTo(readable);
    }

    @Test
    void read_asDnsjava() throws IOException {
        Random random = new Random(1035);
        for (int round = 0; round < 2000; round++) {
            Name name = Name.root;
            for (int labels = random.nextInt(4); labels >= 0; labels--) {
                byte[] label = new byte[1 + random.nextInt(60)];
                random.nextBytes(label);
                StringBuilder escaped = new StringBuilder();
                for (byte octet : label) {
                    escaped.append(String.format("\\%03d", octet & 0xFF));
                }
                name = Name.concatenate(Name.fromString(escaped.toString()), name);
            }

            String text =
                    NameDecoder.read(Unpooled.wrappedBuffer(name.toWire())).orElseThrow();

            assertThat(Name.fromString(text + ".")).isEqualTo(name);
        }
    }
}
