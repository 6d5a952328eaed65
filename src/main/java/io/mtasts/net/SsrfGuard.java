package io.mtasts.net;

import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A guard for addresses that others determine. It admits public addresses and those that the operator allows. */
public final class SsrfGuard {

    /** The reason why an IPv6 address was not connected to if this machine has no IPv6. */
    public static final String NO_IPV6 = "this service has no IPv6";

    /** IANA IPv4 Special-Purpose Address Registry, and multicast. */
    private static final List<CidrBlock> SPECIAL_IPV4 = blocks(
            "0.0.0.0/8", // "this network"
            "10.0.0.0/8", // private use
            "100.64.0.0/10", // shared, carrier-grade NAT
            "127.0.0.0/8", // loopback
            "169.254.0.0/16", // link local, cloud metadata
            "172.16.0.0/12", // private use
            "192.0.0.0/24", // IETF protocol assignments
            "192.0.2.0/24", // documentation
            "192.31.196.0/24", // AS112
            "192.52.193.0/24", // AMT
            "192.88.99.0/24", // 6to4 relays, deprecated
            "192.168.0.0/16", // private use
            "192.175.48.0/24", // AS112
            "198.18.0.0/15", // benchmarking
            "198.51.100.0/24", // documentation
            "203.0.113.0/24", // documentation
            "224.0.0.0/4", // multicast
            "240.0.0.0/4"); // reserved, broadcast

    /** Contains all global unicast addresses. Outside are ::1, ::/96, 64:ff9b:1::/48, fc00::/7, fe80::/10, ff00::/8 and more. */
    private static final CidrBlock GLOBAL_IPV6 = CidrBlock.parse("2000::/3");

    /** IANA IPv6 Special-Purpose Address Registry, as far as it lies within 2000::/3. */
    private static final List<CidrBlock> SPECIAL_IPV6 = blocks(
            "2001::/23", // IETF protocol assignments: Teredo, benchmarking, ORCHID and others
            "2001:db8::/32", // documentation
            "2002::/16", // 6to4: an IPv4 address inside
            "2620:4f:8000::/48", // AS112
            "3fff::/20"); // documentation

    private final List<CidrBlock> allowed;
    private final Set<InetAddress> own;

    /**
     * Creates a guard.
     *
     * @param allowedBlocks blocks that may be connected to although they are not public
     * @param ownAddresses the addresses of this machine
     *
     * @throws IllegalArgumentException if an entry of the list is not an address block
     */
    public SsrfGuard(List<String> allowedBlocks, Set<InetAddress> ownAddresses) {
        allowed = allowedBlocks.stream().map(CidrBlock::parse).toList();
        own = Set.copyOf(ownAddresses);
    }

    /** Returns the addresses of this machine's interfaces. Services that listen on them may not be meant for others. */
    public static Set<InetAddress> ownAddresses() {
        try {
            return NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .collect(Collectors.toUnmodifiableSet());
        } catch (SocketException e) {
            throw new IllegalStateException("the addresses of this machine cannot be listed", e);
        }
    }

    /** Returns whether this machine has a public IPv6 address. Without one, it may have no route to any other. */
    public boolean hasPublicIpv6() {
        return own.stream().anyMatch(address -> !CidrBlock.isIpv4(address) && isPublic(address));
    }

    /**
     * Returns whether a connection to the address can be expected to leave this machine: without a public IPv6 address, it
     * cannot use IPv6. Addresses that the operator allows are assumed to be near.
     */
    public boolean hasRoute(InetAddress address) {
        return CidrBlock.isIpv4(address) || hasPublicIpv6() || isAllowed(address);
    }

    /**
     * Returns whether a connection to the address failed because this machine has no IPv6, which says nothing about the host.
     *
     * @param failure the failure of the connection; a refusal and a time-out show that there is a route
     */
    public boolean isLackOfIpv6(InetAddress address, Throwable failure) {
        return !CidrBlock.isIpv4(address) && !hasPublicIpv6() && !(failure instanceof ConnectException);
    }

    /** Returns whether anyone on the Internet could connect to the address. Of a NAT64 address, the IPv4 address decides. */
    public boolean isPublic(InetAddress address) {
        Optional<InetAddress> inner = Nat64.embeddedIpv4(address);
        if (inner.isPresent()) {
            return isPublic(inner.get());
        }
        return CidrBlock.isIpv4(address)
                ? !isIn(SPECIAL_IPV4, address)
                : GLOBAL_IPV6.contains(address) && !isIn(SPECIAL_IPV6, address);
    }

    /** Returns whether senders can be expected to reach the address: it is public, or the allow list names it. */
    public boolean isReachable(InetAddress address) {
        return isAllowed(address) || isPublic(address);
    }

    /** Returns whether this service may connect to the address. */
    public boolean mayConnect(InetAddress address) {
        return isAllowed(address) || (isPublic(address) && !isOwn(address));
    }

    /** Returns whether the allow list contains the address, or the IPv4 address inside it. */
    public boolean isAllowed(InetAddress address) {
        return isIn(allowed, address)
                || Nat64.embeddedIpv4(address)
                        .filter(inner -> isIn(allowed, inner))
                        .isPresent();
    }

    private boolean isOwn(InetAddress address) {
        return own.contains(address)
                || Nat64.embeddedIpv4(address).filter(own::contains).isPresent();
    }

    private static boolean isIn(List<CidrBlock> blocks, InetAddress address) {
        return blocks.stream().anyMatch(block -> block.contains(address));
    }

    private static List<CidrBlock> blocks(String... cidrs) {
        return Stream.of(cidrs).map(CidrBlock::parse).toList();
    }
}
