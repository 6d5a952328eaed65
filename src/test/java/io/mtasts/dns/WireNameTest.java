package io.mtasts.dns;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xbill.DNS.Name;

class WireNameTest {

    private static final String LABEL_63 = "3f" + "61".repeat(63);

    @ParameterizedTest
    @CsvSource(textBlock = """
            # message,                          at, name,           next
            00,                                 0,  '',             1
            016100,                             0,  a,              3
            0141016200,                         0,  a.b,            5
            03612e6200,                         0,  a\\.b,          5
            03615c6200,                         0,  a\\\\b,         5
            0420ff007e00,                       0,  \\032\\255\\000~, 6
            02c3bc00,                           0,  \\195\\188,     4
            015f00,                             0,  _,              3
            016100 0162c000,                    3,  b.a,            7
            016100 c000 c003,                   5,  a,              7
            00 0162c000,                        1,  b,              5
            """)
    void read(String hex, int at, String name, int next) {
        ByteBuf message = message(hex).readerIndex(at);
        assertThat(WireName.read(message)).contains(name);
        assertThat(message.readerIndex()).isEqualTo(next);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            # message,              at, why
            '',                     0,  nothing there
            0161,                   0,  no end
            0261,                   0,  label cut
            c0,                     0,  pointer cut
            c000,                   0,  pointer to itself
            0161c000,               0,  pointer into its own name
            0161c002,               0,  pointer to itself
            c0020161 00,            0,  pointer forwards
            016100 c005 c003,       3,  pointer forwards
            c002 c000,              2,  circle of two
            40 61 00,               0,  label type 01
            8061 00,                0,  label type 10
            """)
    void read_unreadable(String hex, int at, String why) {
        assertThat(WireName.read(message(hex).readerIndex(at))).as(why).isEmpty();
    }

    @Test
    void read_longest() {
        String three = LABEL_63.repeat(3);
        assertThat(WireName.read(message(three + "3d" + "61".repeat(61) + "00")))
                .hasValueSatisfying(name -> assertThat(name).hasSize(253));
        assertThat(WireName.read(message(three + "3e" + "61".repeat(62) + "00")))
                .isEmpty();
        assertThat(WireName.read(message("40" + "61".repeat(64) + "00"))).isEmpty();
    }

    @Test
    void read_agreesWithDnsjava() throws IOException {
        Random random = new Random(8461);
        for (int i = 0; i < 2000; i++) {
            byte[] wire = randomName(random);
            Name expected = new Name(wire);
            String text = WireName.read(Unpooled.wrappedBuffer(wire)).orElseThrow();
            assertThat(Name.fromString(text.isEmpty() ? "." : text + ".")).isEqualTo(expected);
        }
    }

    @Test
    void read_anyOctets_neverFails() {
        Random random = new Random(1035);
        byte[] octets = new byte[64];
        for (int i = 0; i < 50_000; i++) {
            random.nextBytes(octets);
            // Few large values, so that labels and pointers often make sense.
            for (int j = 0; j < octets.length; j++) {
                octets[j] = random.nextInt(4) == 0 ? octets[j] : (byte) (octets[j] & 0x07);
            }
            ByteBuf message = Unpooled.wrappedBuffer(octets).readerIndex(random.nextInt(64));
            int before = message.readerIndex();
            WireName.read(message)
                    .ifPresent(name -> assertThat(message.readerIndex()).isGreaterThan(before));
        }
    }

    private static byte[] randomName(Random random) {
        ByteBuf wire = Unpooled.buffer();
        for (int label = random.nextInt(5); label > 0; label--) {
            byte[] octets = new byte[1 + random.nextInt(50)];
            random.nextBytes(octets);
            wire.writeByte(octets.length).writeBytes(octets);
        }
        wire.writeByte(0);
        byte[] name = new byte[wire.readableBytes()];
        wire.readBytes(name);
        return name;
    }

    private static ByteBuf message(String hex) {
        return Unpooled.wrappedBuffer(HexFormat.of().parseHex(hex.replace(" ", "")));
    }
}
