package io.mtasts.dns;

import io.mtasts.dane.TlsaRecord;
import io.mtasts.net.Nat64;
import io.mtasts.verdict.MxRecord;
import io.netty.buffer.ByteBuf;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A decoder for the data of records. RFC 1035, 3.3.
 *
 * <p>The data is bounded by the indices of the buffer. Names in the data may point to earlier parts of the message. Malformed
 * data gives an empty result.
 */
final class RDataDecoder {

    private RDataDecoder() {}

    /** Joins the strings of a TXT record. Text that is not UTF-8 is read as ISO 8859-1. */
    static Optional<String> text(ByteBuf data) {
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

    static Optional<MxRecord> mx(ByteBuf data) {
        if (!data.isReadable(Short.BYTES)) {
            return Optional.empty();
        }
        int preference = data.readUnsignedShort();
        return name(data).map(host -> new MxRecord(preference, host));
    }

    /** Reads a TLSA record. RFC 6698, 2.1. */
    static Optional<TlsaRecord> tlsa(ByteBuf data) {
        byte[] octets = new byte[data.readableBytes()];
        data.readBytes(octets);
        return TlsaRecord.parse(octets);
    }

    static Optional<String> name(ByteBuf data) {
        return NameDecoder.read(data).filter(name -> !data.isReadable());
    }

    /**
     * Reads an address.
     *
     * @param length 4 or 16 octets
     */
    static Optional<InetAddress> address(ByteBuf data, int length) {
        if (data.readableBytes() != length) {
            return Optional.empty();
        }
        byte[] octets = new byte[length];
        data.readBytes(octets);
        return Optional.of(Nat64.ofBytes(octets));
    }
}
