package io.mtasts.net;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The order in which the addresses of a host are tried: IPv6 and IPv4 in turn, IPv6 first. RFC 8305, 4. */
public final class InetAddressOrder {

    static final int MAX_ADDRESSES = 8;

    private InetAddressOrder() {}

    /** Returns at most eight addresses, which bounds the connections that one check can cause. */
    public static List<InetAddress> of(List<InetAddress> addresses) {
        List<InetAddress> ipv6 =
                addresses.stream().filter(a -> !CidrBlock.isIpv4(a)).toList();
        List<InetAddress> ipv4 = addresses.stream().filter(CidrBlock::isIpv4).toList();
        List<InetAddress> ordered = new ArrayList<>();
        for (int i = 0; i < Math.max(ipv6.size(), ipv4.size()); i++) {
            ipv6.stream().skip(i).findFirst().ifPresent(ordered::add);
            ipv4.stream().skip(i).findFirst().ifPresent(ordered::add);
        }
        return ordered.subList(0, Math.min(ordered.size(), MAX_ADDRESSES));
    }

    /** Adds the IPv4 address inside each NAT64 address after it, because not every machine has a route through NAT64. */
    public static List<InetAddress> withEmbeddedIpv4(List<InetAddress> ordered, SsrfGuard guard) {
        Set<InetAddress> all = new LinkedHashSet<>();
        for (InetAddress address : ordered) {
            all.add(address);
            Nat64.embeddedIpv4(address).filter(guard::mayConnect).ifPresent(all::add);
        }
        return List.copyOf(all);
    }
}
