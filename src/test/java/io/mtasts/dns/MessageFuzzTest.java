package io.mtasts.dns;

import static io.mtasts.fuzz.FuzzAssertions.holds;
import static io.mtasts.fuzz.FuzzAssertions.same;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.mtasts.fuzz.FuzzInput;
import io.mtasts.verdict.Lookup;
import io.mtasts.verdict.Lookup.Outcome;
import io.mtasts.verdict.MxRecord;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.socket.DatagramPacket;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.dns.DatagramDnsResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
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
    private static final InetSocketAddress SERVER = new InetSocketAddress(InetAddress.getLoopbackAddress(), 53);

    private final EmbeddedChannel channel = new EmbeddedChannel(new DatagramDecoder());

    @FuzzTest
    void message(byte[] input) {
        byte[] datagram = FuzzInput.head(input);
        Optional<DatagramDnsResponse> decoded = decode(datagram);
        if (decoded.isEmpty()) {
            return;
        }
        try {
            QueryResult<String> texts = read(decoded.get(), RecordType.TXT);
            QueryResult<MxRecord> hosts = read(decoded.get(), RecordType.MX);
            read(decoded.get(), RecordType.A);
            read(decoded.get(), RecordType.AAAA);
            if (texts.outcome() != Outcome.TRUNCATED) {
                oracle(datagram).ifPresent(expected -> same(texts.records(), expected));
            }
            holds(texts.records().isEmpty() == (texts.outcome() != Outcome.FOUND), "records where there are any");
            hosts.records().forEach(host -> holds(host.preference() >>> Short.SIZE == 0, "16 bits"));
        } finally {
            decoded.get().release();
        }
    }

    private static <T> QueryResult<T> read(DatagramDnsResponse response, RecordType<T> kind) {
        QueryResult<T> answer = ResponseInterpreter.read(response, new LookupQuestion<>(CnameChain.from(NAME), kind));
        Lookup<T> lookup = answer.lookup();
        holds(!lookup.conclusive() || !lookup.timedOut(), "an answer or none");
        return answer;
    }

    /** Empty for what Netty drops as no response. */
    private Optional<DatagramDnsResponse> decode(byte[] input) {
        try {
            channel.writeInbound(new DatagramPacket(Unpooled.copiedBuffer(input), SERVER, SERVER));
        } catch (DecoderException e) {
            return Optional.empty();
        }
        return Optional.ofNullable(channel.readInbound());
    }

    /**
     * The texts that dnsjava finds at the name, where there is nothing to judge. It does not mind bytes behind the last
     * record; here they make the answer one that is asked for again by TCP.
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
