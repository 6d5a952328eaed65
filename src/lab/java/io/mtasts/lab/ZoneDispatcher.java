package io.mtasts.lab;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.xbill.DNS.DClass;
import org.xbill.DNS.EDNSOption;
import org.xbill.DNS.ExtendedErrorCodeOption;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;

/** Replies from the data of a zone, as a recursive resolver does, and with the faults that were ordered. */
final class ZoneDispatcher implements DnsDispatcher {

    private static final int EDNS_PAYLOAD = 1232;
    private static final Name ELSEWHERE = Name.fromConstantString("off-owner.invalid.");
    private static final InetAddress OWN_ADDRESS = Loopback.address("127.0.0.1");
    private static final InetAddress OTHER_ADDRESS = Loopback.address("127.0.0.9");

    private final Zone zone;

    ZoneDispatcher(Zone zone) {
        this.zone = zone;
    }

    @Override
    public DnsReply dispatch(ReceivedDnsQuery query) throws IOException {
        if (!zone.isOurs(query.questionName())) {
            return DnsReply.of(message(query, Rcode.REFUSED, List.of(), List.of()));
        }
        Zone.Answer answer = zone.lookUp(query);
        Duration delay = zone.delayOf(query.questionName(), query.type());
        DnsReply reply = answer.failure().isEmpty()
                ? right(query, answer, zone.isSigned(query.questionName()))
                : failed(query, answer, answer.failure().get());
        return reply.after(delay);
    }

    private static DnsReply failed(ReceivedDnsQuery query, Zone.Answer answer, DnsFault fault) throws IOException {
        DnsReply reply = switch (fault.kind()) {
            case TIMEOUT, LOST_FIRST -> DnsReply.NONE;
            case TRUNCATED_TCP_REFUSED -> query.isTcp() ? DnsReply.CLOSE : truncated(query);
            case TRUNCATED_TCP_OK -> query.isTcp() ? right(query, answer) : truncated(query);
            case WRONG_SENDER -> query.isTcp() ? right(query, answer) : wrongSender(query);
            case RCODE -> error(query, fault.value());
            case SERVFAIL_WITH_EDE -> extendedError(query, fault.value());
            case FORMERR_ON_EDNS -> error(query, Rcode.FORMERR);
            case HEADER_ONLY_FORMERR -> headerOnly(query, Rcode.FORMERR);
            case MALFORMED -> malformed(query);
            case WRONG_ID -> wrongId(query);
            case WRONG_QUESTION -> wrongQuestion(query);
            case OFF_OWNER -> offOwner(query, answer);
            case COMPRESSION_LOOP -> compressionLoop(query);
        };
        if (!fault.rightAnswerFollows() || query.isTcp()) {
            return reply;
        }
        return DnsReply.of(Stream.concat(reply.messages().stream(), right(query, answer).messages().stream())
                .toArray(byte[][]::new));
    }

    /** The whole answer, or for a datagram as many of its records as the client takes, and TC. */
    private static DnsReply right(ReceivedDnsQuery query, Zone.Answer answer) {
        return right(query, answer, false);
    }

    private static DnsReply right(ReceivedDnsQuery query, Zone.Answer answer, boolean isSigned) {
        Message message = message(query, answer.rcode(), answer.records(), answer.authority());
        authenticate(message, query, isSigned);
        byte[] whole = wire(answer, message);
        List<Record> kept = answer.records();
        while (!query.isTcp() && whole.length > query.maxDatagram()) {
            kept = kept.subList(0, kept.size() * 9 / 10);
            Message part = message(query, answer.rcode(), kept, List.of());
            part.getHeader().setFlag(Flags.TC);
            authenticate(part, query, isSigned);
            whole = wire(answer, part);
        }
        return DnsReply.of(whole);
    }

    /** Sets the flag AD for a client that sets it too. RFC 6840, 5.8. */
    private static void authenticate(Message message, ReceivedDnsQuery query, boolean isSigned) {
        if (isSigned && query.message().getHeader().getFlag(Flags.AD)) {
            message.getHeader().setFlag(Flags.AD);
        }
    }

    /** Compresses names as real servers do, unless the owners have a letter case that compression would lose. */
    private static byte[] wire(Zone.Answer answer, Message message) {
        if (answer.isCompressed()) {
            return message.toWire();
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(message.getHeader().toWire());
        for (int section = Section.QUESTION; section <= Section.ADDITIONAL; section++) {
            for (Record resource : message.getSection(section)) {
                out.writeBytes(resource.toWire(section));
            }
        }
        return out.toByteArray();
    }

    private static DnsReply truncated(ReceivedDnsQuery query) {
        Message message = message(query, Rcode.NOERROR, List.of(), List.of());
        message.getHeader().setFlag(Flags.TC);
        return DnsReply.of(message);
    }

    private static DnsReply error(ReceivedDnsQuery query, int rcode) {
        return DnsReply.of(message(query, rcode, List.of(), List.of()));
    }

    private static DnsReply headerOnly(ReceivedDnsQuery query, int rcode) {
        Message message = query.response(rcode);
        message.removeAllRecords(Section.QUESTION);
        return DnsReply.of(message);
    }

    private static DnsReply extendedError(ReceivedDnsQuery query, int infoCode) {
        return DnsReply.of(message(
                query,
                Rcode.SERVFAIL,
                List.of(),
                List.of(),
                new ExtendedErrorCodeOption(infoCode, "a laboratory's failure")));
    }

    /** What an attacker would send: the name does not exist. */
    private static Message forged(ReceivedDnsQuery query) {
        return message(query, Rcode.NXDOMAIN, List.of(), List.of());
    }

    private static DnsReply wrongId(ReceivedDnsQuery query) {
        Message message = forged(query);
        message.getHeader().setID(message.getHeader().getID() ^ 1);
        return DnsReply.of(message);
    }

    private static DnsReply wrongQuestion(ReceivedDnsQuery query) {
        Message message = forged(query);
        message.removeAllRecords(Section.QUESTION);
        message.addRecord(Record.newRecord(ELSEWHERE, query.type().code(), DClass.IN), Section.QUESTION);
        return DnsReply.of(message);
    }

    private static DnsReply wrongSender(ReceivedDnsQuery query) throws IOException {
        query.sendFrom(OWN_ADDRESS, forged(query).toWire());
        query.sendFrom(OTHER_ADDRESS, forged(query).toWire());
        return DnsReply.NONE;
    }

    private static DnsReply offOwner(ReceivedDnsQuery query, Zone.Answer answer) {
        List<Record> moved = answer.records().stream()
                .map(resource -> resource.withName(ELSEWHERE))
                .toList();
        return DnsReply.of(message(query, Rcode.NOERROR, moved, List.of()));
    }

    private static DnsReply malformed(ReceivedDnsQuery query) {
        byte[] rdata = query.type().equals(RecordType.TXT)
                ? new byte[] {(byte) 200, 'v', '=', 'S', 'T', 'S', 'v', '1'}
                : new byte[] {1};
        Name owner = query.questionName();
        return DnsReply.of(
                message(query, Rcode.NOERROR, List.of(ResourceRecords.raw(owner, query.type(), rdata)), List.of()));
    }

    /** The owner of the answer is a compression pointer to itself. */
    private static DnsReply compressionLoop(ReceivedDnsQuery query) {
        int offset = query.response().toWire().length;
        return query.withRawAnswer(ByteBuffer.allocate(12)
                .putShort((short) (0xC000 | offset))
                .putShort((short) query.type().code())
                .putShort((short) DClass.IN)
                .putInt((int) ResourceRecords.TTL)
                .putShort((short) 0)
                .array());
    }

    private static Message message(
            ReceivedDnsQuery query, int rcode, List<Record> answers, List<Record> authority, EDNSOption... options) {
        Message message = query.response(rcode, answers.toArray(Record[]::new));
        authority.forEach(resource -> message.addRecord(resource, Section.AUTHORITY));
        if (query.hasEdns()) {
            message.addRecord(new OPTRecord(EDNS_PAYLOAD, 0, 0, 0, options), Section.ADDITIONAL);
        }
        return message;
    }
}
