package io.mtasts.dns;

import io.mtasts.name.DomainName;
import io.netty.buffer.ByteBuf;
import java.util.Optional;

/** A decoder for domain names: labels and compression pointers. RFC 1035, 3.1 and 4.1.4. */
final class NameDecoder {

    private static final int MAX_LABEL = 63;
    private static final int MAX_OCTETS = 255;
    private static final int POINTER = 0xC0;

    /** One for each label of the longest name, which bounds the work. */
    private static final int MAX_POINTERS = 127;

    private NameDecoder() {}

    /**
     * Reads the name at the reader index. Returns it in lower case, without the root dot, and escaped as in RFC 1035, 5.1.
     *
     * @param in indexed from the start of the message; the reader index moves past the name
     * @return empty if no name can be read
     */
    static Optional<String> read(ByteBuf in) {
        StringBuilder text = new StringBuilder();
        int octets = 1;
        int segment = in.readerIndex();
        int after = -1;
        int pointers = 0;
        while (in.isReadable()) {
            int length = in.readUnsignedByte();
            if (length == 0) {
                in.readerIndex(after < 0 ? in.readerIndex() : after);
                return Optional.of(DomainName.lowerCase(text.toString()));
            }
            if (length >= POINTER) {
                int target = in.isReadable() ? (length - POINTER) << 8 | in.readUnsignedByte() : segment;
                // Only to a place before the start of this part of the name, so that pointers cannot form a loop.
                if (target >= segment || ++pointers > MAX_POINTERS) {
                    return Optional.empty();
                }
                after = after < 0 ? in.readerIndex() : after;
                segment = target;
                in.readerIndex(target);
                continue;
            }
            octets += 1 + length;
            if (length > MAX_LABEL || octets > MAX_OCTETS || !in.isReadable(length)) {
                return Optional.empty();
            }
            appendLabel(text, in.readSlice(length));
        }
        return Optional.empty();
    }

    private static void appendLabel(StringBuilder text, ByteBuf label) {
        if (text.length() > 0) {
            text.append('.');
        }
        while (label.isReadable()) {
            int octet = label.readUnsignedByte();
            if (octet == '.' || octet == '\\') {
                text.append('\\').append((char) octet);
            } else if (octet > ' ' && octet < 0x7F) {
                text.append((char) octet);
            } else {
                // Without a Formatter, which would be slow for a message full of such octets.
                text.append('\\').append(octet / 100).append(octet / 10 % 10).append(octet % 10);
            }
        }
    }
}
