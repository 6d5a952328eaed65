package io.mtasts.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtasts.https.FetchFixture;
import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class InetAddressOrderTest {

    @Test
    void of_alternates_ipv6First() {
        assertThat(InetAddressOrder.of(addresses("9.0.0.1", "9.0.0.2", "9.0.0.3", "2600::1", "2600::2")))
                .isEqualTo(addresses("2600::1", "9.0.0.1", "2600::2", "9.0.0.2", "9.0.0.3"));
        assertThat(InetAddressOrder.of(addresses("9.0.0.1"))).isEqualTo(addresses("9.0.0.1"));
    }

    @Test
    void of_atMostEight() {
        List<InetAddress> many = IntStream.range(1, 20)
                .mapToObj(i -> FetchFixture.address("9.0.0." + i))
                .toList();
        assertThat(InetAddressOrder.of(many)).isEqualTo(many.subList(0, 8));
    }

    @Test
    void withEmbeddedIpv4_onceAndAfterIt() {
        SsrfGuard guard = new SsrfGuard(List.of(), Set.of());
        assertThat(InetAddressOrder.withEmbeddedIpv4(addresses("64:ff9b::900:1", "9.0.0.2", "2600::1"), guard))
                .isEqualTo(addresses("64:ff9b::900:1", "9.0.0.1", "9.0.0.2", "2600::1"));
        assertThat(InetAddressOrder.withEmbeddedIpv4(addresses("64:ff9b::900:1", "9.0.0.1"), guard))
                .isEqualTo(addresses("64:ff9b::900:1", "9.0.0.1"));
    }

    @Test
    void withEmbeddedIpv4_onlyIfTheGuardAllows() {
        SsrfGuard guard = new SsrfGuard(List.of("64:ff9b::/96"), Set.of());
        List<InetAddress> loopback = addresses("64:ff9b::7f00:1");
        assertThat(guard.mayConnect(loopback.get(0))).isTrue();
        assertThat(InetAddressOrder.withEmbeddedIpv4(loopback, guard)).isEqualTo(loopback);
    }

    private static List<InetAddress> addresses(String... literals) {
        return Stream.of(literals).map(FetchFixture::address).toList();
    }
}
