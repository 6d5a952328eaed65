package io.mtasts.dns;

import io.mtasts.name.DomainName;
import io.netty.buffer.ByteBuf;
import java.util.Optional;

/** Reads a domain name out of a message: labels and compression pointers. RFC 1035, 3.1 and 4.1.4. */
final class NameDecoder {

    private static final int MAX_LABEL = 63;
    private static final int MAX_OCTETS = 255;
    private static final int POINTER = 0xC0;

    /** One for each label that fits; more would only keep us busy. */
    private static final int MAX_POINTERS = 127;

    private NameDecoder() {}

    /**
     * The name at the reader index, in lower case, without the root dot, and escaped as in RFC 1035, 5.1.
     *
     * @param in indexed from the start of the message; the reader index moves past the name
     * @return empty where no name can be read
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
                // Only to before where this part of the name began: so no circle can be run in.
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
                // Not by a Formatter: a message can hold a million of them.
                text.append('\\').append(octet / 100).append(octet / 10 % 10).append(octet % 10);
            }
        }
    }
}
