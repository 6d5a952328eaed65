package io.mtasts.lab;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Writes the parts of a DNS message, with compressed names as real servers do. */
final class MessageWriter {

    private static final class Buffer extends ByteArrayOutputStream {
        void u16At(int position, int value) {
            buf[position] = (byte) (value >>> 8);
            buf[position + 1] = (byte) value;
        }
    }

    private final Buffer bytes = new Buffer();
    private final Map<DnsName, Integer> offsets = new HashMap<>();

    int size() {
        return bytes.size();
    }

    MessageWriter u8(int value) {
        bytes.write(value);
        return this;
    }

    MessageWriter u16(int value) {
        return u8(value >>> 8).u8(value);
    }

    MessageWriter u32(long value) {
        return u16((int) (value >>> 16)).u16((int) value);
    }

    MessageWriter raw(byte[] value) {
        bytes.writeBytes(value);
        return this;
    }

    MessageWriter name(DnsName name) {
        for (DnsName rest = name; !rest.isRoot(); rest = rest.parent()) {
            Integer known = offsets.get(rest);
            if (known != null) {
                return u16(0xC000 | known);
            }
            if (size() < 0x4000) {
                offsets.put(rest, size());
            }
            label(rest.labels().get(0));
        }
        return u8(0);
    }

    /** For RDATA that must not be compressed (RFC 3597, 4). */
    MessageWriter uncompressedName(DnsName name) {
        name.labels().forEach(this::label);
        return u8(0);
    }

    private void label(String label) {
        u8(label.length()).raw(label.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Writes RDATA with its length before it. */
    MessageWriter lengthOf(ResourceRecord.Rdata rdata) {
        int start = size();
        u16(0);
        rdata.writeTo(this);
        bytes.u16At(start, size() - start - 2);
        return this;
    }

    byte[] toBytes() {
        return bytes.toByteArray();
    }
}
