package io.mtasts.lab;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Makes messages of answers, valid and invalid. */
final class DnsMessages {

    private static final int NXDOMAIN = 3;
    private static final int EDNS_PAYLOAD = 1232;
    private static final int EXTENDED_ERROR = 15;
    private static final DnsName ELSEWHERE = DnsName.of("off-owner.invalid");

    private DnsMessages() {}

    static byte[] full(DnsRequest request, Zone.Answer answer) {
        return message(request, answer.rcode(), false, answer.records(), answer.authority(), new byte[0]);
    }

    /** The whole answer, or as many of its records as the client takes in a datagram, and TC. */
    static byte[] fitting(DnsRequest request, Zone.Answer answer) {
        byte[] whole = full(request, answer);
        List<ResourceRecord> kept = answer.records();
        while (whole.length > request.udpLimit()) {
            kept = kept.subList(0, kept.size() * 9 / 10);
            whole = message(request, answer.rcode(), true, kept, List.of(), new byte[0]);
        }
        return whole;
    }

    static byte[] truncated(DnsRequest request) {
        return message(request, 0, true, List.of(), List.of(), new byte[0]);
    }

    static byte[] error(DnsRequest request, int rcode) {
        return message(request, rcode, false, List.of(), List.of(), new byte[0]);
    }

    static byte[] headerOnly(DnsRequest request, int rcode) {
        return new MessageWriter()
                .u16(request.id())
                .u16(0x8080 | request.flags() & 0x7900 | rcode)
                .u32(0)
                .u32(0)
                .toBytes();
    }

    static byte[] extendedError(DnsRequest request, int infoCode) {
        byte[] text = "a laboratory's failure".getBytes(StandardCharsets.US_ASCII);
        byte[] option = new MessageWriter()
                .u16(EXTENDED_ERROR)
                .u16(2 + text.length)
                .u16(infoCode)
                .raw(text)
                .toBytes();
        return message(request, 2, false, List.of(), List.of(), option);
    }

    /** What an attacker would send: the name does not exist. */
    static byte[] forged(DnsRequest request) {
        return error(request, NXDOMAIN);
    }

    static byte[] withWrongId(DnsRequest request) {
        byte[] message = forged(request);
        message[1] ^= 1;
        return message;
    }

    static byte[] withWrongQuestion(DnsRequest request) {
        return forged(new DnsRequest(
                request.message(), request.id(), request.flags(), ELSEWHERE, request.type(), request.ednsPayload()));
    }

    static byte[] offOwner(DnsRequest request, Zone.Answer answer) {
        List<ResourceRecord> moved = answer.records().stream()
                .map(resource -> resource.withOwner(ELSEWHERE))
                .toList();
        return message(request, 0, false, moved, List.of(), new byte[0]);
    }

    static byte[] malformed(DnsRequest request) {
        byte[] rdata = request.type().equals(RecordType.TXT)
                ? new byte[] {(byte) 200, 'v', '=', 'S', 'T', 'S', 'v', '1'}
                : new byte[] {1};
        ResourceRecord broken = new ResourceRecord(request.name(), request.type(), message -> message.raw(rdata));
        return message(request, 0, false, List.of(broken), List.of(), new byte[0]);
    }

    static byte[] compressionLoop(DnsRequest request) {
        MessageWriter out = new MessageWriter();
        start(out, request, 0, false, 1, 0, 0);
        return out.u16(0xC000 | out.size())
                .u16(request.type().code())
                .u16(1)
                .u32(ResourceRecord.TTL)
                .u16(0)
                .toBytes();
    }

    private static byte[] message(
            DnsRequest request,
            int rcode,
            boolean truncated,
            List<ResourceRecord> answers,
            List<ResourceRecord> authority,
            byte[] ednsOptions) {
        MessageWriter out = new MessageWriter();
        start(out, request, rcode, truncated, answers.size(), authority.size(), request.hasEdns() ? 1 : 0);
        answers.forEach(resource -> resource.writeTo(out));
        authority.forEach(resource -> resource.writeTo(out));
        if (request.hasEdns()) {
            out.name(DnsName.ROOT)
                    .u16(RecordType.OPT.code())
                    .u16(EDNS_PAYLOAD)
                    .u32(0)
                    .u16(ednsOptions.length)
                    .raw(ednsOptions);
        }
        return out.toBytes();
    }

    private static void start(
            MessageWriter out,
            DnsRequest request,
            int rcode,
            boolean truncated,
            int answers,
            int authority,
            int additional) {
        int responseAndRecursionAvailable = 0x8080;
        int opcodeAndRecursionDesired = request.flags() & 0x7900;
        out.u16(request.id())
                .u16(responseAndRecursionAvailable | opcodeAndRecursionDesired | (truncated ? 0x0200 : 0) | rcode)
                .u16(1)
                .u16(answers)
                .u16(authority)
                .u16(additional)
                .name(request.name())
                .u16(request.type().code())
                .u16(1);
    }
}
