package io.mtasts.limit;

import io.github.bucket4j.TimeMeter;
import io.mtasts.config.MtaStsConfig;
import io.mtasts.name.DomainName;
import io.mtasts.net.Nat64;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rate limits of each client, of each domain that is checked, and of each address that is connected to. */
@Startup
@Singleton
public class RateLimits {

    /** The addresses of one operator are often in one network, so a network may get more than an address. */
    private static final int ADDRESSES_PER_NETWORK = 2;

    private static final int IPV4_NETWORK_BYTES = 3;
    private static final int IPV6_NETWORK_BYTES = 6;

    private final boolean enabled;
    private final KeyedRateLimiter clients;
    private final KeyedRateLimiter targets;
    private final KeyedRateLimiter addresses;
    private final KeyedRateLimiter networks;

    public RateLimits(MtaStsConfig all) {
        MtaStsConfig.RateLimit config = all.rateLimit();
        enabled = config.enabled();
        clients = limiter("client", config.client().requests(), config.client().window());
        targets = limiter("target", config.target().requests(), config.target().window());
        addresses = limiter(
                "address", config.address().connections(), config.address().window());
        networks = limiter(
                "network",
                ADDRESSES_PER_NETWORK * config.address().connections(),
                config.address().window());
        if (enabled) {
            // Reads the public suffix list now, so that no event loop has to wait for it later.
            RegistrableDomain.of(DomainName.of("example.com").orElseThrow());
        }
    }

    private static KeyedRateLimiter limiter(String name, int limit, Duration window) {
        return new KeyedRateLimiter(name, limit, window, TimeMeter.SYSTEM_NANOTIME);
    }

    /**
     * Counts a request of a client. Empty if there are no limits.
     *
     * @param address as text; a name is never looked up
     */
    public Optional<RateLimitDecision> ofClient(@Nullable String address) {
        return enabled ? Optional.of(clients.tryAcquire(ClientKey.of(address).hex())) : Optional.empty();
    }

    /** Counts a request about a domain. Empty if there are no limits. One client cannot use up the limit of a domain. */
    public Optional<RateLimitDecision> ofTarget(DomainName domain, ClientKey client) {
        return enabled
                ? Optional.of(targets.tryAcquireShare(RegistrableDomain.of(domain), client.hex()))
                : Optional.empty();
    }

    /**
     * Counts a connection to an address and to its network, which has 24 bits for IPv4 and 48 for IPv6.
     *
     * @return false if there were too many recent connections, whatever the checked domains were
     */
    public boolean tryConnect(InetAddress address) {
        byte[] octets = Nat64.embeddedIpv4(address).orElse(address).getAddress();
        HexFormat hex = HexFormat.of();
        return !enabled
                || (addresses.tryAcquire(hex.formatHex(octets)).admitted()
                        && networks.tryAcquire(hex.formatHex(
                                        octets, 0, octets.length == 4 ? IPV4_NETWORK_BYTES : IPV6_NETWORK_BYTES))
                                .admitted());
    }

    /** Returns how many requests exceeded the limit of their client since the start. */
    public long rejectionsByClient() {
        return clients.rejections();
    }

    /** Returns how many connections to other hosts exceeded the limit of their address or its network since the start. */
    public long rejectionsByAddress() {
        return addresses.rejections() + networks.rejections();
    }

    /** Returns how many requests exceeded the limit of their target since the start. */
    public long rejectionsByTarget() {
        return targets.rejections();
    }
}
