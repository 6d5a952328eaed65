package io.mtasts.dns;

import io.mtasts.verdict.MxRecord;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.dns.DnsRecordType;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Reads the data of a record; it is bounded by the buffer's indices, and names in it may point to before it. */
final class RDataDecoder {

    private static final int IPV4_LENGTH = 4;
    private static final int IPV6_LENGTH = 16;

    private RDataDecoder() {}

    /** Empty where the type is not one of ours, or the data is not what the type demands. */
    static Optional<?> read(DnsRecordType type, ByteBuf data) {
        if (type.equals(DnsRecordType.TXT)) {
            return text(data);
        } else if (type.equals(DnsRecordType.MX)) {
            return mx(data);
        } else if (type.equals(DnsRecordType.CNAME)) {
            return name(data);
        } else if (type.equals(DnsRecordType.A)) {
            return address(data, IPV4_LENGTH);
        } else if (type.equals(DnsRecordType.AAAA)) {
            return address(data, IPV6_LENGTH);
        } else if (type.equals(DnsRecordType.OPT)) {
            return Optional.of(ExtendedDnsErrors.read(data));
        }
        return Optional.empty();
    }

    private static Optional<String> text(ByteBuf data) {
        // The strings are joined before they are decoded, since a character may be split between two of them.
        ByteBuffer octets = ByteBuffer.allocate(data.readableBytes());
        while (data.isReadable()) {
            int length = data.readUnsignedByte();
            if (!data.isReadable(length)) {
                return Optional.empty();
            }
            octets.put(data.readSlice(length).nioBuffer());
        }
        return Optional.of(decoded(octets.flip()));
    }

    private static String decoded(ByteBuffer octets) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(octets).toString();
        } catch (CharacterCodingException e) {
            return StandardCharsets.ISO_8859_1.decode(octets.rewind()).toString();
        }
    }

    private static Optional<MxRecord> mx(ByteBuf data) {
        if (!data.isReadable(Short.BYTES)) {
            return Optional.empty();
        }
        int preference = data.readUnsignedShort();
        return name(data).map(host -> new MxRecord(preference, host));
    }

    private static Optional<String> name(ByteBuf data) {
        return NameDecoder.read(data).filter(name -> !data.isReadable());
    }

    private static Optional<InetAddress> address(ByteBuf data, int length) {
        if (data.readableBytes() != length) {
            return Optional.empty();
        }
        byte[] octets = new byte[length];
        data.readBytes(octets);
        try {
            return Optional.of(InetAddress.getByAddress(octets));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address of " + length + " octets", e);
        }
    }
}
