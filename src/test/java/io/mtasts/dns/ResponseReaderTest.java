package io.mtasts.dns;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtasts.LeakGuard;
import io.mtasts.verdict.Lookup.Outcome;
import io.mtasts.verdict.MxRecord;
import io.netty.buffer.Unpooled;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
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

@ExtendWith(LeakGuard.class)
class ResponseReaderTest {

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
    @CsvSource({"0001", "1000", "FFFF"})
    void read_fewerRecordsThanAnnounced(String count) {
        byte[] message = message(Type.TXT, List.of()).toWire();
        System.arraycopy(Hex.bytes(count), 0, message, ANSWER_COUNT, Short.BYTES);

        assertThat(read(message, RecordType.TXT)).map(QueryResult::outcome).contains(Outcome.TRUNCATED);
        assertThat(readTcp(message, RecordType.TXT)).map(QueryResult::outcome).contains(Outcome.MALFORMED);
    }

    @ParameterizedTest
    @CsvSource({"999, FOUND", "1000, FOUND", "1001, TOO_LARGE"})
    void read_records(int count, Outcome outcome) {
        List<Record> records = IntStream.range(0, count)
                .mapToObj(i -> DnsRecords.txt("example.com", "t" + i))
                .toList();

        QueryResult<String> result =
                readTcp(message(Type.TXT, records).toWire(), RecordType.TXT).orElseThrow();

        assertThat(result.outcome()).isEqualTo(outcome);
        assertThat(result.records()).hasSize(outcome == Outcome.FOUND ? count : 0);
    }

    /** Compressed names take little room in a message and much in memory: here 249 octets each. */
    @ParameterizedTest
    @CsvSource({"263, FOUND", "264, TOO_LARGE"})
    void read_octets(int count, Outcome outcome) {
        String label = "x".repeat(61);
        String parent = label + "." + label + "." + label;
        List<Record> records = IntStream.range(0, count)
                .mapToObj(i ->
                        DnsRecords.mx("example.com", 1, "%067d".formatted(i).substring(4) + "." + parent))
                .toList();
        assertThat(readTcp(message(Type.MX, records).toWire(), RecordType.MX))
                .map(QueryResult::outcome)
                .contains(outcome);
    }

    @ParameterizedTest
    @CsvSource({
        // foreign records first, addresses, outcome, kept
        "0,  1,    FOUND,     1",
        "0,  8,    FOUND,     8",
        "0,  9,    FOUND,     8",
        "0,  4000, FOUND,     8",
        "92, 3000, FOUND,     8",
        "93, 7,    FOUND,     7",
        "93, 8,    TOO_LARGE, 0",
        "99, 1,    FOUND,     1",
        "100, 1,   TOO_LARGE, 0"
    })
    void read_addresses(int foreign, int count, Outcome outcome, int kept) {
        List<Record> records = new ArrayList<>();
        for (int i = 0; i < foreign; i++) {
            records.add(DnsRecords.address("foreign.test", "192.0.2.1"));
        }
        for (int i = 0; i < count; i++) {
            records.add(DnsRecords.address("example.com", "198.18." + i / 256 + "." + i % 256));
        }

        QueryResult<InetAddress> result =
                readTcp(message(Type.A, records).toWire(), RecordType.A).orElseThrow();

        assertThat(result.outcome()).isEqualTo(outcome);
        assertThat(result.records()).hasSize(kept);
    }

    @Test
    void read_equalRecordsAreOne() {
        List<Record> texts = List.of(
                DnsRecords.txt("example.com", "one", "two"),
                DnsRecords.txt("EXAMPLE.com", "one", "two"),
                DnsRecords.txt("example.com", "onetwo"));
        List<Record> hosts = List.of(
                DnsRecords.mx("example.com", 10, "mx.test"),
                DnsRecords.mx("example.com", 10, "MX.test"),
                DnsRecords.mx("example.com", 20, "mx.test"));

        assertThat(read(message(Type.TXT, texts).toWire(), RecordType.TXT)
                        .orElseThrow()
                        .records())
                .as("the third has other strings, so it is another record")
                .containsExactly("onetwo", "onetwo");
        assertThat(read(message(Type.MX, hosts).toWire(), RecordType.MX)
                        .orElseThrow()
                        .records())
                .containsExactly(new MxRecord(10, "mx.test"), new MxRecord(20, "mx.test"));
    }

    @ParameterizedTest
    @CsvSource({"1, FORMAT_ERROR", "4, NOT_IMPLEMENTED", "2,", "5,", "0,", "3,"})
    void read_headerOnly(int rcode, Outcome outcome) {
        Message message = message(Type.TXT, List.of());
        message.getHeader().setRcode(rcode);
        message.removeAllRecords(Section.QUESTION);

        assertThat(read(message.toWire(), RecordType.TXT).map(QueryResult::outcome))
                .isEqualTo(Optional.ofNullable(outcome));
    }

    /** Whatever comes, there is a result or it is no response: nothing is thrown. */
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
            for (RecordType<?> kind : List.of(RecordType.MX)) {
                answers += read(octets, kind).isPresent() ? 1 : 0;
            }
        }

        assertThat(answers).as("most can be read in some way").isGreaterThan(1_000);
    }

    private static Message message(int type, List<Record> answers) {
        Message message = new Message();
        message.getHeader().setFlag(Flags.QR);
        message.getHeader().setFlag(Flags.RA);
        message.addRecord(Record.newRecord(DnsRecords.name("example.com"), type, DClass.IN), Section.QUESTION);
        answers.forEach(record -> message.addRecord(record, Section.ANSWER));
        return message;
    }

    /** Empty for what is no response to the query. */
    private static <T> Optional<QueryResult<T>> read(byte[] octets, RecordType<T> type) {
        return read(octets, type, true);
    }

    private static <T> Optional<QueryResult<T>> readTcp(byte[] octets, RecordType<T> type) {
        return read(octets, type, false);
    }

    private static <T> Optional<QueryResult<T>> read(byte[] octets, RecordType<T> type, boolean datagram) {
        int id = octets.length < 2 ? 0 : (octets[0] & 0xFF) << 8 | octets[1] & 0xFF;
        return ResponseReader.read(
                Unpooled.wrappedBuffer(octets), id, new DnsQuery<>(CnameChain.from("example.com"), type), datagram);
    }
}
