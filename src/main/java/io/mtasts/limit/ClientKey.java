package io.mtasts.limit;

import io.netty.util.NetUtil;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The key of a client: an IPv4 address, or the first 64 bits of an IPv6 address, which are one subscriber's network.
 *
 * @param hex the octets, empty if the address is not known
 */
public record ClientKey(String hex) {

    /** The key of all checks that a queue requested instead of a client. */
    public static final ClientKey QUEUE = new ClientKey("queue");

    private static final int IPV6_NETWORK_BYTES = 8;

    /** Returns the key of an address. All texts that are not addresses share one key, since anybody can invent such texts. */
    public static ClientKey of(@Nullable String address) {
        byte[] bytes = address == null ? null : NetUtil.createByteArrayFromIpAddressString(address);
        if (bytes == null) {
            return new ClientKey("");
        }
        return new ClientKey(
                HexFormat.of().formatHex(bytes.length == 4 ? bytes : isMapped(bytes) ? inner(bytes) : network(bytes)));
    }

    private static boolean isMapped(byte[] ipv6) {
        byte[] prefix = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1};
        return Arrays.equals(ipv6, 0, prefix.length, prefix, 0, prefix.length);
    }

    private static byte[] inner(byte[] ipv6) {
        return Arrays.copyOfRange(ipv6, ipv6.length - 4, ipv6.length);
    }

    private static byte[] network(byte[] ipv6) {
        return Arrays.copyOf(ipv6, IPV6_NETWORK_BYTES);
    }
}
