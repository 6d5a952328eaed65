package io.mtasts.net;

import io.mtasts.name.Nat64Prefix;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;

/** A decoder for IPv4 addresses inside IPv6 addresses, as DNS64 resolvers return them. RFC 6052, 2.1. */
public final class Nat64 {

    private Nat64() {}

    /** Returns the IPv4 address inside a NAT64 address. Empty for all other addresses. */
    public static Optional<InetAddress> embeddedIpv4(InetAddress address) {
        return Nat64Prefix.isPrefixOf(address)
                ? Optional.of(ofBytes(
                        Arrays.copyOfRange(address.getAddress(), Nat64Prefix.LENGTH, address.getAddress().length)))
                : Optional.empty();
    }

    /** Returns the address without a host name, which could otherwise be resolved again. */
    public static InetAddress ofBytes(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("neither 4 nor 16 bytes", e);
        }
    }
}
