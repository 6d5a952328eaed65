package io.mtasts.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The guard against a second table, of first and last addresses as numbers, at random addresses: anywhere, and near the
 * edges of the ranges.
 */
@Tag("slow")
final class SsrfGuardPropertyTest {

    private static final int TRIES = 1_000_000;
    private static final SsrfGuard GUARD = new SsrfGuard(List.of(), Set.of());

    /** Not globally reachable, by the special-purpose registries of IANA; multicast and reserved. */
    private static final List<Range> REFUSED_IPV4 = List.of(
            new Range("00000000", "00ffffff"),
            new Range("0a000000", "0affffff"),
            new Range("64400000", "647fffff"),
            new Range("7f000000", "7fffffff"),
            new Range("a9fe0000", "a9feffff"),
            new Range("ac100000", "ac1fffff"),
            new Range("c0000000", "c00000ff"),
            new Range("c0000200", "c00002ff"),
            new Range("c01fc400", "c01fc4ff"),
            new Range("c034c100", "c034c1ff"),
            new Range("c0586300", "c05863ff"),
            new Range("c0a80000", "c0a8ffff"),
            new Range("c0af3000", "c0af30ff"),
            new Range("c6120000", "c613ffff"),
            new Range("c6336400", "c63364ff"),
            new Range("cb007100", "cb0071ff"),
            new Range("e0000000", "ffffffff"));

    /** All but 2000::/3 without its exceptions; what holds an IPv4 address is judged apart. */
    private static final List<Range> REFUSED_IPV6 = List.of(
            range("0000", "1fff"),
            range("20010000", "200101ff"),
            range("20010db8", "20010db8"),
            range("2002", "2002"),
            range("2620004f8000", "2620004f8000"),
            range("3fff0", "3fff0"),
            range("4000", "ffff"));

    private static final Range MAPPED =
            new Range("00000000000000000000ffff00000000", "00000000000000000000ffffffffffff");
    private static final Range NAT64 =
            new Range("0064ff9b000000000000000000000000", "0064ff9b0000000000000000ffffffff");

    private record Range(BigInteger first, BigInteger last) {

        Range(String first, String last) {
            this(new BigInteger(first, 16), new BigInteger(last, 16));
        }

        boolean contains(BigInteger address) {
            return address.compareTo(first) >= 0 && address.compareTo(last) <= 0;
        }
    }

    private static Range range(String firstPrefix, String lastPrefix) {
        return new Range(
                firstPrefix + "0".repeat(32 - firstPrefix.length()), lastPrefix + "f".repeat(32 - lastPrefix.length()));
    }

    @Test
    void isPublic_ipv4() throws UnknownHostException {
        Random random = new Random(1);
        for (int i = 0; i < TRIES; i++) {
            check(address(random, REFUSED_IPV4, 4), 4);
        }
    }

    @Test
    void isPublic_ipv6() throws UnknownHostException {
        Random random = new Random(2);
        for (int i = 0; i < TRIES; i++) {
            check(address(random, REFUSED_IPV6, 16), 16);
        }
    }

    @Test
    void isPublic_ipv4Within() throws UnknownHostException {
        Random random = new Random(3);
        for (int i = 0; i < TRIES; i++) {
            BigInteger inner = address(random, REFUSED_IPV4, 4);
            check((random.nextBoolean() ? MAPPED : NAT64).first().add(inner), 16);
        }
    }

    private static void check(BigInteger number, int length) throws UnknownHostException {
        InetAddress address = inet(number, length);
        if (GUARD.isPublic(address) != expected(number, length)) {
            assertThat(GUARD.isPublic(address)).as(address::toString).isEqualTo(expected(number, length));
        }
    }

    private static boolean expected(BigInteger number, int length) {
        boolean within = length == 16 && (MAPPED.contains(number) || NAT64.contains(number));
        BigInteger judged = within ? number.mod(BigInteger.ONE.shiftLeft(32)) : number;
        return (length == 4 || within ? REFUSED_IPV4 : REFUSED_IPV6)
                .stream().noneMatch(range -> range.contains(judged));
    }

    /** Anywhere, or within two of an edge. */
    private static BigInteger address(Random random, List<Range> ranges, int length) {
        if (random.nextInt(4) > 0) {
            return new BigInteger(8 * length, random);
        }
        Range range = ranges.get(random.nextInt(ranges.size()));
        return (random.nextBoolean() ? range.first() : range.last())
                .add(BigInteger.valueOf(random.nextInt(5) - 2))
                .mod(BigInteger.ONE.shiftLeft(8 * length));
    }

    private static InetAddress inet(BigInteger number, int length) throws UnknownHostException {
        byte[] bytes = number.toByteArray();
        byte[] address = new byte[length];
        int count = Math.min(bytes.length, length);
        System.arraycopy(bytes, bytes.length - count, address, length - count, count);
        return length == 4
                ? InetAddress.getByAddress(Arrays.copyOf(address, length))
                // the JDK would make an IPv4 address of a mapped one
                : Inet6Address.getByAddress(null, address, -1);
    }
}
