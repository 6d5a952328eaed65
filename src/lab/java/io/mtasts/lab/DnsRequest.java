package io.mtasts.lab;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What the DNS server reads of a query: its one question, and the EDNS payload size or 0 without OPT record. */
record DnsRequest(byte[] message, int id, int flags, DnsName name, RecordType type, int ednsPayload) {

    static DnsRequest parse(byte[] message) throws IOException {
        try {
            ByteBuffer in = ByteBuffer.wrap(message);
            int id = u16(in);
            int flags = u16(in);
            int questions = u16(in);
            if (questions != 1 || u16(in) != 0 || u16(in) != 0) {
                throw new IOException("not a query of one question");
            }
            int additionals = u16(in);
            DnsName name = name(in);
            RecordType type = new RecordType(u16(in));
            u16(in);
            return new DnsRequest(message, id, flags, name, type, ednsPayload(in, additionals));
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            throw new IOException("malformed query", e);
        }
    }

    private static int ednsPayload(ByteBuffer in, int additionals) throws IOException {
        for (int i = 0; i < additionals; i++) {
            name(in);
            int type = u16(in);
            int payload = u16(in);
            in.getInt();
            in.position(in.position() + u16(in));
            if (type == RecordType.OPT.code()) {
                return Math.max(512, payload);
            }
        }
        return 0;
    }

    private static DnsName name(ByteBuffer in) throws IOException {
        List<String> labels = new ArrayList<>();
        for (int length = in.get() & 0xFF; length > 0; length = in.get() & 0xFF) {
            if (length > 63) {
                throw new IOException("a compressed name in a query");
            }
            byte[] label = new byte[length];
            in.get(label);
            labels.add(new String(label, StandardCharsets.ISO_8859_1));
        }
        return new DnsName(labels);
    }

    private static int u16(ByteBuffer in) {
        return in.getShort() & 0xFFFF;
    }

    boolean hasEdns() {
        return ednsPayload > 0;
    }

    int udpLimit() {
        return hasEdns() ? ednsPayload : 512;
    }
}
