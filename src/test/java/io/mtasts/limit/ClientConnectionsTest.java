package io.mtasts.limit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClientConnectionsTest {

    private final ClientConnections connections = new ClientConnections(2);

    @Test
    void tryOpen_asManyAsAllowedToEachClient() {
        assertThat(connections.tryOpen("192.0.2.1")).isTrue();
        assertThat(connections.tryOpen("192.0.2.1")).isTrue();
        assertThat(connections.tryOpen("192.0.2.1")).isFalse();
        assertThat(connections.tryOpen("192.0.2.2")).as("another client").isTrue();
        assertThat(connections.rejections()).isEqualTo(1);

        connections.close("192.0.2.1");
        assertThat(connections.tryOpen("192.0.2.1"))
                .as("a connection has ended")
                .isTrue();
        assertThat(connections.tryOpen("192.0.2.1")).isFalse();
    }

    @Test
    void tryOpen_anIpv6NetworkIsOneClient() {
        assertThat(connections.tryOpen("2001:db8::1")).isTrue();
        assertThat(connections.tryOpen("2001:db8::2")).isTrue();
        assertThat(connections.tryOpen("2001:db8::3")).isFalse();
        assertThat(connections.tryOpen("2001:db8:0:1::1")).isTrue();
    }
}
