package io.mtasts.name;

import java.net.InetAddress;
import java.util.Arrays;

/** The prefix that DNS64 resolvers place before an IPv4 address: 64:ff9b::/96. RFC 6052, 2.1. */
public final class Nat64Prefix {

    /** The number of octets of the prefix. The IPv4 address follows it. */
    public static final int LENGTH = 12;

    private static final int IPV6_LENGTH = 16;
    private static final byte[] PREFIX = {0, 0x64, (byte) 0xff, (byte) 0x9b, 0, 0, 0, 0, 0, 0, 0, 0};

    private Nat64Prefix() {}

    /** Returns whether an address is an IPv6 address with this prefix. Its host then has IPv4. */
    public static boolean isPrefixOf(InetAddress address) {
        byte[] octets = address.getAddress();
        return octets.length == IPV6_LENGTH && Arrays.equals(octets, 0, LENGTH, PREFIX, 0, LENGTH);
    }
}
