package io.mtasts.dns;

import io.mtasts.name.DomainName;
import io.netty.buffer.ByteBuf;
import java.util.Locale;
import java.util.Optional;

/** Reads a domain name out of a message: labels and compression pointers. RFC 1035, 3.1 and 4.1.4. */
final class WireName {

    private static final int MAX_LABEL = 63;
    private static final int MAX_OCTETS = 255;
    private static final int POINTER = 0xC0;

    private final ByteBuf in;
    private final StringBuilder text = new StringBuilder();
    private int octets = 1;

    /** Where the part of the name that is being read begins. */
    private int segment;

    /** Where reading goes on after the name; known from its first pointer on. */
    private int after = -1;

    private WireName(ByteBuf in) {
        this.in = in;
        this.segment = in.readerIndex();
    }

    /**
     * The name at the reader index, in lower case, without the root dot, and escaped as in RFC 1035, 5.1.
     *
     * @param in indexed from the start of the message; the reader index moves past the name
     * @return empty where no name can be read
     */
    static Optional<String> read(ByteBuf in) {
        return new WireName(in).read();
    }

    private Optional<String> read() {
        while (in.isReadable()) {
            int length = in.readUnsignedByte();
            if (length == 0) {
                in.readerIndex(after < 0 ? in.readerIndex() : after);
                return Optional.of(DomainName.lowerCase(text.toString()));
            }
            boolean sound = length < POINTER ? label(length) : jump(length - POINTER);
            if (!sound) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** Only to before where this part of the name began: so no circle can be run in. */
    private boolean jump(int upperBits) {
        int target = in.isReadable() ? upperBits << Byte.SIZE | in.readUnsignedByte() : segment;
        if (target >= segment) {
            return false;
        }
        after = after < 0 ? in.readerIndex() : after;
        segment = target;
        in.readerIndex(target);
        return true;
    }

    private boolean label(int length) {
        octets += 1 + length;
        if (length > MAX_LABEL || octets > MAX_OCTETS || !in.isReadable(length)) {
            return false;
        }
        append(in.readSlice(length));
        return true;
    }

    private void append(ByteBuf label) {
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
                text.append(String.format(Locale.ROOT, "\\%03d", octet));
            }
        }
    }
}
