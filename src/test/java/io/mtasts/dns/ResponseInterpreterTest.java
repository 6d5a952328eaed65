package io.mtasts.dns;

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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xbill.DNS.DClass;
import org.xbill.DNS.ExtendedErrorCodeOption;
import org.xbill.DNS.Flags;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Message;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

class ResponseInterpreterTest {

    private static final InetSocketAddress HERE = new InetSocketAddress(InetAddress.getLoopbackAddress(), 53);
    private static final int ANSWER_COUNT = 6;

    @Test
    void read_asDnsjavaWrites() {
        Random random = new Random(1034);
        for (int round = 0; round < 500; round++) {
            List<Record> records = new ArrayList<>();
            List<MxRecord> expected = new ArrayList<>();
            for (int i = random.nextInt(20); i >= 0; i--) {
                int preference = random.nextInt(0x10000);
                String host = "mx" + i + (random.nextBoolean() ? ".example.com" : ".example.net");
                records.add(DnsRecords.mx("Example.com", preference, host.toUpperCase(Locale.ROOT)));
                expected.add(new MxRecord(preference, host));
            }

            QueryResult<MxRecord> answer =
                    read(message(Type.MX, records).toWire(), RecordType.MX).orElseThrow();

            assertThat(answer.outcome()).isEqualTo(Outcome.FOUND);
            assertThat(answer.records()).containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    @Test
    void read_otherClass() {
        Message message = new Message();
        message.getHeader().setFlag(Flags.QR);
        message.addRecord(Record.newRecord(DnsRecords.name("example.com"), Type.MX, DClass.IN), Section.QUESTION);
        message.addRecord(
                new MXRecord(DnsRecords.name("example.com"), DClass.CH, 60, 10, DnsRecords.name("mx.test")),
                Section.ANSWER);

        assertThat(read(message.toWire(), RecordType.MX))
                .map(QueryResult::outcome)
                .contains(Outcome.NO_DATA);
    }

    /** A message that breaks off may be truncated, but must not look like one that holds less. */
    @Test
    void read_everyLength() {
        byte[] whole = message(
                        Type.TXT, List.of(DnsRecords.txt("example.com", "one"), DnsRecords.txt("example.com", "two")))
                .toWire();
        for (int length = 0; length < whole.length; length++) {
            Optional<Outcome> outcome =
                    read(Arrays.copyOf(whole, length), RecordType.TXT).map(QueryResult::outcome);
            assertThat(outcome.orElse(Outcome.TRUNCATED))
                    .as("%d of %d octets", length, whole.length)
                    .isEqualTo(Outcome.TRUNCATED);
        }
        assertThat(read(Arrays.copyOf(whole, whole.length + 1), RecordType.TXT))
                .as("more than there should be")
                .map(QueryResult::outcome)
                .contains(Outcome.TRUNCATED);
    }

    @ParameterizedTest
    @CsvSource({"1000, TRUNCATED", "1001,"})
    void read_manyRecordsPromised(String count, Outcome outcome) {
        byte[] message = message(Type.TXT, List.of()).toWire();
        System.arraycopy(Hex.bytes(count), 0, message, ANSWER_COUNT, Short.BYTES);

        assertThat(read(message, RecordType.TXT).map(QueryResult::outcome).orElse(null))
                .as("Netty drops what promises more than 4096 records")
                .isEqualTo(outcome);
    }

    /** Whatever comes, there is an answer or Netty drops it: nothing else is thrown. */
    @Test
    void read_anyOctets() {
        Random random = new Random(8461);
        Message template = message(
                Type.MX,
                List.of(
                        DnsRecords.cname("example.com", "a.test"),
                        DnsRecords.mx("a.test", 10, "mx.a.test"),
                        DnsRecords.txt("a.test", "v=STSv1; id=1;"),
                        DnsRecords.address("a.test", "192.0.2.1"),
                        DnsRecords.address("a.test", "2001:db8::1")));
        template.addRecord(DnsRecords.soa("test"), Section.AUTHORITY);
        template.addRecord(
                new OPTRecord(1232, 0, 0, 0, List.of(new ExtendedErrorCodeOption(6, "why"))), Section.ADDITIONAL);
        byte[] whole = template.toWire();
        int answers = 0;
        for (int round = 0; round < 2_500; round++) {
            byte[] octets = Arrays.copyOf(whole, random.nextInt(4) == 0 ? random.nextInt(whole.length) : whole.length);
            for (int changes = random.nextInt(4); changes >= 0 && octets.length > 0; changes--) {
                octets[random.nextInt(octets.length)] = (byte) random.nextInt(0x100);
            }
            for (RecordType<?> kind : List.of(RecordType.MX, RecordType.TXT, RecordType.A, RecordType.AAAA)) {
                answers += read(octets, kind).isPresent() ? 1 : 0;
            }
        }

        assertThat(answers).as("most can be read in some way").isGreaterThan(5_000);
    }

    private static Message message(int type, List<Record> answers) {
        Message message = new Message();
        message.getHeader().setFlag(Flags.QR);
        message.getHeader().setFlag(Flags.RA);
        message.addRecord(Record.newRecord(DnsRecords.name("example.com"), type, DClass.IN), Section.QUESTION);
        answers.forEach(record -> message.addRecord(record, Section.ANSWER));
        return message;
    }

    /** Empty where Netty drops the message. */
    private static <T> Optional<QueryResult<T>> read(byte[] octets, RecordType<T> kind) {
        EmbeddedChannel channel = new EmbeddedChannel(new DatagramDecoder());
        try {
            channel.writeInbound(new DatagramPacket(Unpooled.wrappedBuffer(octets), HERE, HERE));
        } catch (DecoderException e) {
            return Optional.empty();
        }
        DnsResponse response = channel.readInbound();
        try {
            return Optional.of(
                    ResponseInterpreter.read(response, new LookupQuestion<>(CnameChain.from("example.com"), kind)));
        } finally {
            response.release();
            channel.close();
        }
    }
}
