package io.mtasts.dns;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/**
 * A query for the records of one type at the end of a chain of aliases.
 *
 * @param chain the aliases followed so far
 * @param recursive whether the server must find the records. Otherwise it must be responsible for them. RFC 1035, 4.1.1
 */
record DnsQuery<T>(CnameChain chain, RecordType<T> type, boolean recursive) {

    /** Fits into one packet on every path. RFC 9715, 3. */
    private static final int MAX_PAYLOAD = 1232;

    private static final int RECURSION_DESIRED = 0x0100;

    /** In a query, it requests the flag in the response. RFC 6840, 5.7. */
    static final int AUTHENTIC_DATA = 0x0020;

    static final int CLASS_IN = 1;
    static final int TYPE_OPT = 41;

    /** Creates a query to a resolver. */
    DnsQuery(CnameChain chain, RecordType<T> type) {
        this(chain, type, true);
    }

    /** Creates a query to a name server of the zone. */
    static <T> DnsQuery<T> toNameServer(String name, RecordType<T> type) {
        return new DnsQuery<>(CnameChain.from(name), type, false);
    }

    /** Writes the message. RFC 1035, 4.1; RFC 6891, 6.1. */
    void write(ByteBuf out, int id, boolean edns) {
        int flags = (recursive ? RECURSION_DESIRED : 0) | (type.needsAuthentication() ? AUTHENTIC_DATA : 0);
        out.writeShort(id).writeShort(flags).writeShort(1).writeInt(0);
        out.writeShort(edns ? 1 : 0);
        if (!chain.end().isEmpty()) {
            for (String label : chain.end().split("\\.")) {
                out.writeByte(label.length()).writeCharSequence(label, StandardCharsets.US_ASCII);
            }
        }
        out.writeByte(0).writeShort(type.code()).writeShort(CLASS_IN);
        if (edns) {
            out.writeByte(0)
                    .writeShort(TYPE_OPT)
                    .writeShort(MAX_PAYLOAD)
                    .writeInt(0)
                    .writeShort(0);
        }
    }
}
