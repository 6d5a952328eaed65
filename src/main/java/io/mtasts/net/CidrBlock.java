package io.mtasts.net;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.nio.ByteBuffer;

/** A block of addresses. IPv4 is kept in its IPv6-mapped form, so that one comparison of 128 bits is enough for both. */
public record CidrBlock(long high, long low, int bits) {

    private static final int MAPPED_BITS = 96;
    private static final long MAPPED_PREFIX = 0xffff_0000_0000L;

    /** Parses "10.0.0.0/8" or "2001:db8::/32". An address without a length is a block of one. Names are never looked up. */
    static CidrBlock parse(String cidr) {
        String[] parts = cidr.strip().split("/", -1);
        byte[] address = NetUtil.createByteArrayFromIpAddressString(parts[0]);
        if (address == null || parts.length > 2) {
            throw new IllegalArgumentException("not an address block such as 192.0.2.0/24: " + cidr);
        }
        int length = parts.length == 2 ? prefixLength(parts[1], address.length * 8, cidr) : address.length * 8;
        int bits = address.length == 4 ? MAPPED_BITS + length : length;
        long[] words = words(address);
        return new CidrBlock(words[0] & highMask(bits), words[1] & lowMask(bits), bits);
    }

    boolean contains(InetAddress address) {
        long[] words = words(address.getAddress());
        // ::/0 speaks of IPv6 only, although the mapped form of IPv4 lies within it
        return (bits >= MAPPED_BITS || !isMapped(words))
                && (words[0] & highMask(bits)) == high
                && (words[1] & lowMask(bits)) == low;
    }

    /** Returns whether the address is an IPv4 address. */
    public static boolean isIpv4(InetAddress address) {
        return isMapped(words(address.getAddress()));
    }

    private static boolean isMapped(long[] words) {
        return words[0] == 0 && (words[1] & lowMask(MAPPED_BITS)) == MAPPED_PREFIX;
    }

    private static int prefixLength(String text, int max, String cidr) {
        int length = text.matches("[0-9]{1,3}") ? Integer.parseInt(text) : -1;
        if (length < 0 || length > max) {
            throw new IllegalArgumentException("the prefix length must be 0 to " + max + ": " + cidr);
        }
        return length;
    }

    private static long[] words(byte[] address) {
        ByteBuffer buffer = ByteBuffer.wrap(address);
        return address.length == 4
                ? new long[] {0, MAPPED_PREFIX | Integer.toUnsignedLong(buffer.getInt())}
                : new long[] {buffer.getLong(), buffer.getLong()};
    }

    private static long highMask(int bits) {
        return mask(Math.min(bits, Long.SIZE));
    }

    private static long lowMask(int bits) {
        return mask(Math.max(bits - Long.SIZE, 0));
    }

    private static long mask(int bits) {
        return bits == 0 ? 0 : -1L << (Long.SIZE - bits);
    }
}
