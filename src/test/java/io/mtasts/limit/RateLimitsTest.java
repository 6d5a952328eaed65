package io.mtasts.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtasts.config.MtaStsConfig;
import io.mtasts.name.DomainName;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RateLimitsTest {

    private static final DomainName DOMAIN = new DomainName("example.com");

    private final RateLimits limits = new RateLimits(config(true));

    @Test
    void tryConnect_oneAddress() {
        assertThat(connections("198.51.100.1", 5)).isEqualTo(3);
        assertThat(connections("64:ff9b::198.51.100.1", 1)).as("behind NAT64").isZero();
        assertThat(connections("198.51.101.1", 5)).as("another address").isEqualTo(3);
        assertThat(limits.rejectionsByAddress()).isEqualTo(2 + 1 + 2);
    }

    @Test
    void tryConnect_networkOfAddresses() {
        assertThat(IntStream.range(0, 10)
                        .mapToLong(i -> connections("198.51.100." + i, 1))
                        .sum())
                .as("24 bits of IPv4")
                .isEqualTo(6);
        assertThat(IntStream.range(0, 10)
                        .mapToLong(i -> connections("2001:db8:1:" + i + "::1", 1))
                        .sum())
                .as("48 bits of IPv6")
                .isEqualTo(6);
        assertThat(connections("2001:db8:2::1", 1)).as("another network").isEqualTo(1);
        assertThat(IntStream.range(0, 10)
                        .mapToLong(i -> connections("64:ff9b::203.0." + i + ".1", 1))
                        .sum())
                .as("NAT64 is many networks")
                .isEqualTo(10);
    }

    @Test
    void ofTarget_oneClientLeavesHalf() {
        assertThat(IntStream.range(0, 10)
                        .filter(i -> limits.ofTarget(DOMAIN, ClientKey.of("192.0.2.1"))
                                .orElseThrow()
                                .admitted()))
                .hasSize(2);
        assertThat(limits.ofTarget(DOMAIN, ClientKey.of("192.0.2.2"))
                        .orElseThrow()
                        .admitted())
                .isTrue();
        assertThat(limits.rejectionsByTarget()).isEqualTo(8);
    }

    @Test
    void disabled_nothingIsLimited() {
        RateLimits none = new RateLimits(config(false));

        assertThat(IntStream.range(0, 10).allMatch(i -> none.tryConnect(address("198.51.100.1"))))
                .isTrue();
        assertThat(none.ofTarget(DOMAIN, ClientKey.of(null))).isEmpty();
        assertThat(none.ofClient(null)).isEmpty();
    }

    private long connections(String address, int attempts) {
        return IntStream.range(0, attempts)
                .filter(i -> limits.tryConnect(address(address)))
                .count();
    }

    private static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    private static MtaStsConfig config(boolean enabled) {
        return new SmallRyeConfigBuilder()
                .withMapping(MtaStsConfig.class)
                .addDefaultInterceptors()
                .addDiscoveredConverters()
                .withSources(new PropertiesConfigSource(
                        Map.of(
                                "mta-sts.rate-limit.enabled", Boolean.toString(enabled),
                                "mta-sts.rate-limit.client.requests", "4",
                                "mta-sts.rate-limit.target.requests", "4",
                                "mta-sts.rate-limit.target.window", "1h",
                                "mta-sts.rate-limit.address.connections", "3",
                                "mta-sts.rate-limit.address.window", "1h"),
                        "test",
                        100))
                .build()
                .getConfigMapping(MtaStsConfig.class);
    }
}
