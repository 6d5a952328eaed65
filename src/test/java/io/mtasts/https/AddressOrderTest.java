package io.mtasts.https;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class AddressOrderTest {

    @Test
    void of_inTurn_ipv6First() {
        assertThat(AddressOrder.of(addresses("9.0.0.1", "9.0.0.2", "9.0.0.3", "2600::1", "2600::2")))
                .isEqualTo(addresses("2600::1", "9.0.0.1", "2600::2", "9.0.0.2", "9.0.0.3"));
        assertThat(AddressOrder.of(addresses("9.0.0.1"))).isEqualTo(addresses("9.0.0.1"));
    }

    @Test
    void of_atMostEight() {
        List<InetAddress> many = IntStream.range(1, 20)
                .mapToObj(i -> FetchFixture.address("9.0.0." + i))
                .toList();
        assertThat(AddressOrder.of(many)).isEqualTo(many.subList(0, 8));
    }

    @Test
    void withInner_onceAndAfterIt() {
        AddressGuard guard = new AddressGuard(List.of(), Set.of());
        assertThat(AddressOrder.withInner(addresses("64:ff9b::900:1", "9.0.0.2", "2600::1"), guard))
                .isEqualTo(addresses("64:ff9b::900:1", "9.0.0.1", "9.0.0.2", "2600::1"));
        assertThat(AddressOrder.withInner(addresses("64:ff9b::900:1", "9.0.0.1"), guard))
                .isEqualTo(addresses("64:ff9b::900:1", "9.0.0.1"));
    }

    @Test
    void withInner_onlyWhatTheGuardLetsThrough() {
        AddressGuard guard = new AddressGuard(List.of("64:ff9b::/96"), Set.of());
        List<InetAddress> loopback = addresses("64:ff9b::7f00:1");
        assertThat(guard.mayConnect(loopback.get(0))).isTrue();
        assertThat(AddressOrder.withInner(loopback, guard)).isEqualTo(loopback);
    }

    private static List<InetAddress> addresses(String... literals) {
        return Stream.of(literals).map(FetchFixture::address).toList();
    }
}
