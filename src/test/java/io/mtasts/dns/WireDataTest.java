package io.mtasts.dns;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtasts.verdict.MxRecord;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.dns.DnsRecordType;
import java.net.InetAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WireDataTest {

    @ParameterizedTest
    @CsvSource(textBlock = """
            # data,             text
            '',                 ''
            00,                 ''
            0161,               a
            01610162,           ab
            0161000162,         ab
            0220 61,            ' a'
            02c3bc,             ü
            01c301bc,           ü
            01fc,               ü
            03fcc3bc,           üÃ¼
            """)
    void text(String hex, String text) {
        assertThat(read(DnsRecordType.TXT, hex)).isEqualTo(Optional.of(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"01", "0261", "016102", "0161ff62"})
    void text_lengthPastTheEnd(String hex) {
        assertThat(read(DnsRecordType.TXT, hex)).isEmpty();
    }

    @Test
    void text_longest() {
        assertThat(read(DnsRecordType.TXT, "ff" + "61".repeat(255))).isEqualTo(Optional.of("a".repeat(255)));
        assertThat(read(DnsRecordType.TXT, "ff" + "61".repeat(254))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            # data,             preference, host
            0000 00,            0,          ''
            000a 016100,        10,         a
            9c40 016100,        40000,      a
            ffff 01410162 00,   65535,      a.b
            """)
    void mx(String hex, int preference, String host) {
        assertThat(read(DnsRecordType.MX, hex)).isEqualTo(Optional.of(new MxRecord(preference, host)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "00", "000a", "000a0161", "000a01610000", "000ac002"})
    void mx_unreadable(String hex) {
        assertThat(read(DnsRecordType.MX, hex)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"c0000201", "20010db8000000000000000000000001"})
    void address(String hex) throws Exception {
        byte[] octets = HexFormat.of().parseHex(hex);
        DnsRecordType type = octets.length == 4 ? DnsRecordType.A : DnsRecordType.AAAA;
        assertThat(read(type, hex)).isEqualTo(Optional.of(InetAddress.getByAddress(octets)));
        assertThat(read(type, hex.substring(2))).isEmpty();
        assertThat(read(type, hex + "00")).isEmpty();
    }

    @Test
    void unknownType_ignored() {
        assertThat(read(DnsRecordType.SRV, "00")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            # options,                              codes
            '',                                     ''
            000f 0002 0006,                         6
            000f 0003 0007 61,                      7
            000a 0001 00 000f 0002 0009,            9
            000f 0002 0006 000f 0002 0016,          6 22
            000f 0001 06,                           ''
            000f 0003 0006,                         ''
            000f 00,                                ''
            000a 0002 0006,                         ''
            """)
    void extendedErrors(String hex, String codes) {
        List<Integer> expected = codes.isEmpty()
                ? List.of()
                : List.of(codes.split(" ")).stream().map(Integer::valueOf).toList();
        assertThat(read(DnsRecordType.OPT, hex)).isEqualTo(Optional.of(new ExtendedErrors(expected)));
    }

    @ParameterizedTest
    @CsvSource({"5, false", "6, true", "12, true", "13, false", "22, false"})
    void extendedErrors_bogus(int code, boolean bogus) {
        assertThat(new ExtendedErrors(List.of(code)).bogus()).isEqualTo(bogus);
    }

    @Test
    void record_anyOctets_neverFails() {
        Random random = new Random(8914);
        int[] types = {1, 5, 15, 16, 28, 41, 33};
        for (int i = 0; i < 50_000; i++) {
            byte[] data = new byte[random.nextInt(24)];
            random.nextBytes(data);
            int length = data.length + random.nextInt(3) - 1;
            ByteBuf in = Unpooled.buffer()
                    .writeByte(0)
                    .writeShort(types[random.nextInt(types.length)])
                    .writeShort(1)
                    .writeInt(random.nextInt())
                    .writeShort(Math.max(0, length))
                    .writeBytes(data);
            int octets = in.readableBytes();
            WireRecord read = WireRecordDecoder.read(in);
            boolean cut = length > data.length;
            assertThat(read.equals(WireRecord.CUT)).isEqualTo(cut);
            assertThat(in.readableBytes()).isEqualTo(cut ? octets : data.length - Math.max(0, length));
        }
    }

    private static Optional<?> read(DnsRecordType type, String hex) {
        return WireData.read(type, Unpooled.wrappedBuffer(HexFormat.of().parseHex(hex.replace(" ", ""))));
    }
}
