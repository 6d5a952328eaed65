package io.mtasts.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;

/** IPv4 addresses inside IPv6 ones, as DNS64 resolvers answer them. RFC 6052, 2.1. */
public final class Nat64 {

    private static final CidrBlock WELL_KNOWN_PREFIX = CidrBlock.parse("64:ff9b::/96");

    private Nat64() {}

    public static Optional<InetAddress> embeddedIpv4(InetAddress address) {
        return WELL_KNOWN_PREFIX.contains(address)
                ? Optional.of(ofBytes(Arrays.copyOfRange(address.getAddress(), 12, 16)))
                : Optional.empty();
    }

    /** The address without a host name, which would otherwise be what is connected to. */
    public static InetAddress ofBytes(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("neither 4 nor 16 bytes", e);
        }
    }
}
