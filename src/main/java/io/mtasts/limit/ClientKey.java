package io.mtasts.limit;

import io.netty.util.NetUtil;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** What the clients are told apart by: an IPv4 address, or the 64 bits of an IPv6 network, which is one subscriber's. */
final class ClientKey {

    private static final int IPV6_NETWORK_BYTES = 8;

    private ClientKey() {}

    /** The key of an address; all that is no address shares one, since anybody can make such texts up. */
    static String of(@Nullable String address) {
        byte[] bytes = address == null ? null : NetUtil.createByteArrayFromIpAddressString(address);
        if (bytes == null) {
            return "";
        }
        return HexFormat.of().formatHex(bytes.length == 4 ? bytes : isMapped(bytes) ? inner(bytes) : network(bytes));
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
