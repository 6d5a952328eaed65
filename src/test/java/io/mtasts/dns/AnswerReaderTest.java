package io.mtasts.dns;

import static io.mtasts.dns.Dns.address;
import static io.mtasts.dns.Dns.cname;
import static io.mtasts.dns.Dns.mx;
import static io.mtasts.dns.Dns.ns;
import static io.mtasts.dns.Dns.raw;
import static io.mtasts.dns.Dns.soa;
import static io.mtasts.dns.Dns.txt;
import static org.assertj.core.api.Assertions.assertThat;

import io.mtasts.verdict.Lookup.Outcome;
import io.mtasts.verdict.MxRecord;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.socket.DatagramPacket;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.dns.DnsResponse;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xbill.DNS.DClass;
import org.xbill.DNS.DNAMERecord;
import org.xbill.DNS.ExtendedErrorCodeOption;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

class AnswerReaderTest {

    private static final InetSocketAddress ANYWHERE = new InetSocketAddress(InetAddress.getLoopbackAddress(), 53);

    @Test
    void stringsAreJoined_recordsAreNot() {
        assertThat(txtAt("a.test", txt("a.test", "v=STSv1; ", "id=1;"), txt("a.test", "other"))
                        .records())
                .containsExactly("v=STSv1; id=1;", "other");
    }

    @Test
    void wrongOwner_wrongClass_wrongType() {
        assertThat(txtAt("a.test", txt("b.test", "x")).outcome()).isEqualTo(Outcome.NO_DATA);
        assertThat(txtAt("a.test", raw("a.test", Type.TXT, DClass.CH, (byte) 0)).outcome())
                .isEqualTo(Outcome.NO_DATA);
        assertThat(txtAt("a.test", address("a.test", "192.0.2.1")).outcome()).isEqualTo(Outcome.NO_DATA);
        assertThat(txtAt("a.test", txt("b.test", "x"), txt("a.test", "y")).records())
                .containsExactly("y");
    }

    @Test
    void ownerInUpperCase() {
        Answer<String> answer = txtAt("a.test", txt("B.TesT", "x"), cname("A.TEST", "B.test"));
        assertThat(answer.records()).containsExactly("x");
        assertThat(answer.chain().targets()).containsExactly("b.test");
    }

    @ParameterizedTest
    @CsvSource({"1, FOUND", "10, FOUND", "11, SERVER_FAILURE", "40, SERVER_FAILURE"})
    void chain(int hops, Outcome outcome) {
        Stream<Record> aliases =
                IntStream.range(0, hops).mapToObj(i -> cname("n" + i + ".test", "n" + (i + 1) + ".test"));
        Record[] records = Stream.concat(Stream.of(txt("n" + hops + ".test", "x")), aliases)
                .toArray(Record[]::new);
        Answer<String> answer = txtAt("n0.test", records);
        assertThat(answer.outcome()).isEqualTo(outcome);
        assertThat(answer.settled()).isTrue();
        assertThat(answer.chain().targets()).hasSize(Math.min(hops, 11));
    }

    @Test
    void chain_circles() {
        assertThat(txtAt("a.test", cname("a.test", "a.test")).outcome()).isEqualTo(Outcome.SERVER_FAILURE);
        assertThat(txtAt("a.test", cname("a.test", "b.test"), cname("b.test", "A.test"))
                        .outcome())
                .isEqualTo(Outcome.SERVER_FAILURE);
        assertThat(txtAt("a.test", cname("a.test", "b.test"), cname("b.test", "c.test"), cname("c.test", "b.test"))
                        .outcome())
                .isEqualTo(Outcome.SERVER_FAILURE);
    }

    @Test
    void chain_ofEarlierAnswersCounts() {
        AliasChain earlier = new AliasChain("a.test", List.of("b.test", "c.test"));
        DnsResponse back = response(wire("c.test", Type.TXT, Rcode.NOERROR, cname("c.test", "b.test")));
        assertThat(AnswerReader.read(back, new Question<>(earlier, RecordKind.TXT))
                        .outcome())
                .isEqualTo(Outcome.SERVER_FAILURE);
        back.release();
    }

    @Test
    void chain_toEscapedName() {
        Answer<String> answer =
                txtAt("a.test", cname("a.test", "x\\.y.test"), txt("x\\.y.test", "1"), txt("x.y.test", "2"));
        assertThat(answer.records()).containsExactly("1");
        assertThat(answer.chain().targets()).containsExactly("x\\.y.test");
    }

    @Test
    void dname() {
        Record dname = new DNAMERecord(Dns.name("old.test"), DClass.IN, 300, Dns.name("new.test"));
        Answer<String> answer = txtAt("a.old.test", dname, cname("a.old.test", "a.new.test"), txt("a.new.test", "x"));
        assertThat(answer.records()).containsExactly("x");
        assertThat(answer.chain().targets()).containsExactly("a.new.test");
    }

    @Test
    void nameError() {
        Answer<String> answer = read(wire("a.test", Type.TXT, Rcode.NXDOMAIN, cname("a.test", "b.test")));
        assertThat(answer.lookup().dangling()).isTrue();
        assertThat(answer.lookup().cnames()).containsExactly("b.test");
        assertThat(read(wire("a.test", Type.TXT, Rcode.NXDOMAIN)).lookup().dangling())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            # owner of the SOA, open
            '',                 true
            test,               false
            b.test,             false
            a.test,             true
            xb.test,            true
            .,                  false
            """)
    void onlyAlias_openUnlessDenied(String owner, boolean open) {
        Message message = message("a.test", Type.TXT, Rcode.NOERROR, cname("a.test", "b.test"));
        if (!owner.isEmpty()) {
            message.addRecord(soa(owner), Section.AUTHORITY);
        }
        Answer<String> answer = read(message.toWire());
        assertThat(answer.open()).isEqualTo(open);
        assertThat(answer.outcome()).isEqualTo(Outcome.NO_DATA);
    }

    @Test
    void referral_isNoAbsence() {
        Message message = message("a.test", Type.TXT, Rcode.NOERROR);
        message.addRecord(ns("test", "ns.test"), Section.AUTHORITY);
        assertThat(read(message.toWire()).outcome()).isEqualTo(Outcome.NO_DATA);
        message.getHeader().unsetFlag(Flags.RA);
        assertThat(read(message.toWire()).outcome()).isEqualTo(Outcome.SERVER_FAILURE);
        message.getHeader().setFlag(Flags.AA);
        assertThat(read(message.toWire()).outcome()).isEqualTo(Outcome.NO_DATA);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            # rcode, extended error,    outcome
            0,       -1,                NO_DATA
            1,       -1,                SERVER_FAILURE
            2,       -1,                SERVER_FAILURE
            2,       5,                 SERVER_FAILURE
            2,       6,                 BOGUS
            2,       12,                BOGUS
            2,       13,                SERVER_FAILURE
            3,       -1,                NX_DOMAIN
            3,       6,                 NX_DOMAIN
            4,       -1,                SERVER_FAILURE
            5,       -1,                REFUSED
            5,       6,                 REFUSED
            10,      -1,                SERVER_FAILURE
            15,      -1,                SERVER_FAILURE
            16,      -1,                SERVER_FAILURE
            """)
    void responseCodes(int rcode, int error, Outcome outcome) {
        Message message = message("a.test", Type.TXT, rcode & 15);
        message.addRecord(
                error < 0
                        ? new OPTRecord(1232, rcode >> 4, 0)
                        : new OPTRecord(1232, rcode >> 4, 0, 0, new ExtendedErrorCodeOption(error, "why")),
                Section.ADDITIONAL);
        assertThat(read(message.toWire()).outcome()).isEqualTo(outcome);
    }

    @Test
    void oneUnreadable_allMalformed() {
        assertThat(txtAt("a.test", txt("a.test", "x"), raw("a.test", Type.TXT, DClass.IN, (byte) 9, (byte) 'x'))
                        .outcome())
                .isEqualTo(Outcome.MALFORMED);
        assertThat(txtAt("a.test", txt("a.test", "x"), raw("b.test", Type.TXT, DClass.IN, (byte) 9, (byte) 'x'))
                        .records())
                .containsExactly("x");
        assertThat(txtAt("a.test", raw("a.test", Type.CNAME, DClass.IN, (byte) 1))
                        .outcome())
                .isEqualTo(Outcome.MALFORMED);
    }

    @Test
    void mailExchangers() {
        byte[] wire = wire(
                "a.test",
                Type.MX,
                Rcode.NOERROR,
                mx("a.test", 40000, "Z.a.test"),
                mx("a.test", 10, "b\\.c.a.test"),
                mx("a.test", 10, "a.a.test"),
                mx("a.test", 0, "."));
        assertThat(read(wire, "a.test", RecordKind.MX).records())
                .containsExactly(
                        new MxRecord(0, ""),
                        new MxRecord(10, "a.a.test"),
                        new MxRecord(10, "b\\.c.a.test"),
                        new MxRecord(40000, "z.a.test"));
    }

    @Test
    void addresses_onlyOnce() {
        byte[] wire = wire(
                "a.test",
                Type.A,
                Rcode.NOERROR,
                address("a.test", "192.0.2.2"),
                address("a.test", "192.0.2.1"),
                raw("a.test", Type.A, DClass.IN, new byte[] {(byte) 192, 0, 2, 2}));
        assertThat(read(wire, "a.test", RecordKind.A).records())
                .extracting(a -> a.getHostAddress())
                .containsExactly("192.0.2.2", "192.0.2.1");
    }

    @Test
    void cutAnywhere_isNeverAnAnswer() {
        byte[] wire = wire("a.test", Type.TXT, Rcode.NOERROR, txt("a.test", "x"), txt("a.test", "y"));
        int question = 12 + 8 + 4;
        for (int length = question; length < wire.length; length++) {
            assertThat(read(Arrays.copyOf(wire, length)).outcome())
                    .as(String.format(Locale.ROOT, "%d of %d", length, wire.length))
                    .isEqualTo(Outcome.TRUNCATED);
        }
        assertThat(read(wire).records()).containsExactly("x", "y");
    }

    @Test
    void compressedNamesAndStrings_agreeWithDnsjava() {
        Random random = new Random(7505);
        for (int i = 0; i < 500; i++) {
            String[] strings = IntStream.range(0, 1 + random.nextInt(4))
                    .mapToObj(n -> "x".repeat(random.nextInt(100)) + n)
                    .toArray(String[]::new);
            assertThat(txtAt("a.test", txt("a.test", strings)).records()).containsExactly(String.join("", strings));
            String label = "m" + random.nextInt(1000);
            String host = random.nextBoolean() ? label + ".a.test" : label + ".mail." + label + ".a.test";
            byte[] wire = message(
                            "a.test", Type.MX, Rcode.NOERROR, mx("a.test", i, host), mx("a.test", i + 1, "x." + host))
                    .toWire();
            assertThat(read(wire, "a.test", RecordKind.MX).records())
                    .containsExactly(new MxRecord(i, host), new MxRecord(i + 1, "x." + host));
        }
    }

    @Test
    void anyOctets_giveAnOutcomeOrAreDropped() {
        byte[] whole = wire(
                "a.test",
                Type.MX,
                Rcode.NOERROR,
                cname("a.test", "b.test"),
                mx("b.test", 10, "m.b.test"),
                mx("b.test", 20, "x\\.y.b.test"));
        Random random = new Random(1035);
        int read = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] wire = Arrays.copyOf(whole, random.nextInt(8) == 0 ? random.nextInt(whole.length) : whole.length);
            for (int j = random.nextInt(4); j >= 0 && wire.length > 0; j--) {
                wire[random.nextInt(wire.length)] = (byte) random.nextInt(256);
            }
            try {
                assertThat(read(wire, "a.test", RecordKind.MX).outcome()).isNotNull();
                read++;
            } catch (DecoderException e) {
                // Header or question: Netty drops it and waits for a better one.
            }
        }
        assertThat(read).isGreaterThan(5_000);
    }

    private static Answer<String> txtAt(String name, Record... records) {
        return read(wire(name, Type.TXT, Rcode.NOERROR, records), name, RecordKind.TXT);
    }

    private static Answer<String> read(byte[] wire) {
        return read(wire, "a.test", RecordKind.TXT);
    }

    private static <T> Answer<T> read(byte[] wire, String name, RecordKind<T> kind) {
        DnsResponse response = response(wire);
        try {
            return AnswerReader.read(response, new Question<>(AliasChain.from(name), kind));
        } finally {
            response.release();
        }
    }

    private static DnsResponse response(byte[] wire) {
        EmbeddedChannel channel = new EmbeddedChannel(new DatagramDecoder());
        channel.writeInbound(new DatagramPacket(Unpooled.wrappedBuffer(wire), ANYWHERE, ANYWHERE));
        DnsResponse response = channel.readInbound();
        channel.finish();
        return response;
    }

    private static byte[] wire(String name, int type, int rcode, Record... records) {
        return Dns.wire(message(name, type, rcode, records));
    }

    private static Message message(String name, int type, int rcode, Record... records) {
        Message query = Message.newQuery(Record.newRecord(Dns.name(name), type, DClass.IN));
        return ScriptedDns.reply(query, rcode, records);
    }
}
