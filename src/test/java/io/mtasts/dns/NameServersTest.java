package io.mtasts.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class NameServersTest {

    private static final InetSocketAddress A = server(1);
    private static final InetSocketAddress B = server(2);
    private static final InetSocketAddress C = server(3);

    private Instant now = Instant.EPOCH;
    private final NameServers servers = new NameServers(List.of(A, B, C), 2, () -> now);

    @Test
    void attemptOrder_isInitiallyAsConfigured() {
        assertThat(servers.attemptOrder()).containsExactly(A, B, C, A, B, C);
    }

    @Test
    void silent_comesLastForAWhile() {
        servers.recordResult(A, false);

        assertThat(servers.attemptOrder()).containsExactly(B, C, A, B, C, A);

        now = now.plus(NameServers.SILENCE_PENALTY).minusNanos(1);
        assertThat(servers.attemptOrder()).containsExactly(B, C, A, B, C, A);

        now = now.plusNanos(1);
        assertThat(servers.attemptOrder()).containsExactly(A, B, C, A, B, C);
    }

    @Test
    void silentAgain_isPenalizedAgain() {
        servers.recordResult(A, false);
        now = now.plus(Duration.ofSeconds(20));
        servers.recordResult(A, false);
        now = now.plus(Duration.ofSeconds(20));

        assertThat(servers.attemptOrder()).startsWith(B, C, A);
    }

    @Test
    void answer_restoresTheOrder() {
        servers.recordResult(A, false);
        servers.recordResult(A, true);

        assertThat(servers.attemptOrder()).startsWith(A, B, C);
    }

    @Test
    void edns_isLeftOutForAWhile() {
        servers.recordNoEdns(A);

        assertThat(servers.supportsEdns(A)).isFalse();
        assertThat(servers.supportsEdns(B)).isTrue();

        now = now.plus(NameServers.NO_EDNS_MEMORY).minusNanos(1);
        assertThat(servers.supportsEdns(A)).isFalse();
        now = now.plusNanos(1);
        assertThat(servers.supportsEdns(A)).isTrue();
    }

    @Test
    void allSilent_asConfigured() {
        servers.recordResult(B, false);
        servers.recordResult(A, false);
        servers.recordResult(C, false);

        assertThat(servers.attemptOrder()).startsWith(A, B, C);
    }

    private static InetSocketAddress server(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    @Test
    void supportsEdns_ofAServerThatAnsweredWithEdns() {
        servers.recordEdns(A);
        servers.recordNoEdns(A);
        assertThat(servers.supportsEdns(A)).isTrue();

        now = now.plus(NameServers.NO_EDNS_MEMORY);
        servers.recordNoEdns(A);
        assertThat(servers.supportsEdns(A)).isFalse();
    }
}
