package io.mtasts.dns;

import static io.mtasts.fuzz.FuzzAssertions.holds;
import static io.mtasts.fuzz.FuzzAssertions.same;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.mtasts.fuzz.FuzzInput;
import io.mtasts.verdict.Lookup.Outcome;
import io.mtasts.verdict.MxRecord;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.Type;

/** What comes by UDP is read without an exception, and as dnsjava reads it where both can. */
class MessageFuzzTest {

    private static final String NAME = "_mta-sts.example.com";

    @FuzzTest
    void message(byte[] input) {
        byte[] datagram = FuzzInput.head(input);
        Optional<QueryResult<String>> texts = read(datagram, RecordType.TXT);
        Optional<QueryResult<MxRecord>> hosts = read(datagram, RecordType.MX);
        read(datagram, RecordType.A);
        read(datagram, RecordType.AAAA);
        texts.filter(result -> result.outcome() != Outcome.TRUNCATED).ifPresent(result -> {
            oracle(datagram).ifPresent(expected -> same(result.records(), expected));
            holds(result.records().isEmpty() == (result.outcome() != Outcome.FOUND), "records where there are any");
        });
        hosts.ifPresent(result ->
                result.records().forEach(host -> holds(host.preference() >>> Short.SIZE == 0, "16 bits")));
    }

    private static <T> Optional<QueryResult<T>> read(byte[] datagram, RecordType<T> type) {
        // The id of the query is that of the message, so that little is dropped.
        int id = datagram.length < 2 ? 0 : (datagram[0] & 0xFF) << 8 | datagram[1] & 0xFF;
        Optional<QueryResult<T>> result = ResponseReader.read(
                Unpooled.wrappedBuffer(datagram), id, new DnsQuery<>(CnameChain.from(NAME), type), true);
        result.map(QueryResult::lookup)
                .ifPresent(lookup -> holds(!lookup.conclusive() || !lookup.timedOut(), "an answer or none"));
        return result;
    }

    /**
     * The texts that dnsjava finds at the name, where there is nothing to judge. It does not mind bytes behind the last
     * record; here they make the resolver repeat the query by TCP.
     */
    private static Optional<List<String>> oracle(byte[] input) {
        Message message;
        try {
            message = new Message(input);
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
        List<Record> answers = message.getSection(Section.ANSWER);
        boolean plain = message.getRcode() == Rcode.NOERROR
                && !message.getHeader().getFlag(Flags.TC)
                && message.getSection(Section.ADDITIONAL).isEmpty()
                && message.toWire().length > 0
                && answers.stream().noneMatch(record -> record.getType() == Type.CNAME);
        List<TXTRecord> texts = answers.stream()
                .filter(record -> record.getName().equals(Name.fromConstantString(NAME + ".")))
                .filter(record -> record.getDClass() == DClass.IN)
                .filter(TXTRecord.class::isInstance)
                .map(TXTRecord.class::cast)
                .distinct()
                .toList();
        return plain && !texts.isEmpty()
                ? Optional.of(texts.stream().map(MessageFuzzTest::joined).toList())
                : Optional.empty();
    }

    private static String joined(TXTRecord record) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        record.getStringsAsByteArrays().forEach(octets::writeBytes);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            return octets.toString(StandardCharsets.ISO_8859_1);
        }
    }
}
