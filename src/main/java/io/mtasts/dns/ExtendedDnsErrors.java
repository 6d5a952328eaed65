package io.mtasts.dns;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;

/** The info codes of the extended errors in an OPT record. RFC 8914, 2. */
record ExtendedDnsErrors(List<Integer> codes) {

    private static final int OPTION_CODE = 15;

    /** From "DNSSEC Bogus" to "NSEC Missing". RFC 8914, 4.7 to 4.13. */
    private static final int FIRST_BOGUS = 6;

    private static final int LAST_BOGUS = 12;

    ExtendedDnsErrors {
        codes = List.copyOf(codes);
    }

    /** Reads the options up to the first malformed one. They only explain a failure, so malformed options do not matter. */
    static ExtendedDnsErrors read(ByteBuf options) {
        List<Integer> codes = new ArrayList<>();
        while (options.isReadable(2 * Short.BYTES)) {
            int option = options.readUnsignedShort();
            int length = options.readUnsignedShort();
            if (!options.isReadable(length)) {
                break;
            }
            ByteBuf value = options.readSlice(length);
            if (option == OPTION_CODE && value.isReadable(Short.BYTES)) {
                codes.add(value.readUnsignedShort());
            }
        }
        return new ExtendedDnsErrors(codes);
    }

    /** Returns whether the response was withheld because it fails DNSSEC validation. */
    boolean bogus() {
        return codes.stream().anyMatch(code -> code >= FIRST_BOGUS && code <= LAST_BOGUS);
    }
}
