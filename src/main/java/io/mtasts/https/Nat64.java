package io.mtasts.https;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;

/** IPv4 addresses inside IPv6 ones, as DNS64 resolvers answer them. RFC 6052, 2.1. */
final class Nat64 {

    private static final AddressBlock WELL_KNOWN_PREFIX = AddressBlock.parse("64:ff9b::/96");

    private Nat64() {}

    static Optional<InetAddress> inner(InetAddress address) {
        return WELL_KNOWN_PREFIX.contains(address)
                ? Optional.of(ofBytes(Arrays.copyOfRange(address.getAddress(), 12, 16)))
                : Optional.empty();
    }

    /** The address without a host name, which would otherwise be what is connected to. */
    static InetAddress ofBytes(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("neither 4 nor 16 bytes", e);
        }
    }
}
