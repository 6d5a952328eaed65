package io.mtasts.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class NameServerOrderTest {

    private static final InetSocketAddress A = server(1);
    private static final InetSocketAddress B = server(2);
    private static final InetSocketAddress C = server(3);

    private Instant now = Instant.EPOCH;
    private final NameServerOrder turns = new NameServerOrder(List.of(A, B, C), 2, () -> now);

    @Test
    void now_asConfigured() {
        assertThat(turns.attemptOrder()).containsExactly(A, B, C, A, B, C);
    }

    @Test
    void silent_comesLastForAWhile() {
        turns.recordResult(A, false);

        assertThat(turns.attemptOrder()).containsExactly(B, C, A, B, C, A);

        now = now.plus(NameServerOrder.PENALTY).minusNanos(1);
        assertThat(turns.attemptOrder()).containsExactly(B, C, A, B, C, A);

        now = now.plusNanos(1);
        assertThat(turns.attemptOrder()).containsExactly(A, B, C, A, B, C);
    }

    @Test
    void silentAgain_isMistrustedAnew() {
        turns.recordResult(A, false);
        now = now.plus(Duration.ofSeconds(20));
        turns.recordResult(A, false);
        now = now.plus(Duration.ofSeconds(20));

        assertThat(turns.attemptOrder()).startsWith(B, C, A);
    }

    @Test
    void answer_restoresTheOrder() {
        turns.recordResult(A, false);
        turns.recordResult(A, true);

        assertThat(turns.attemptOrder()).startsWith(A, B, C);
    }

    @Test
    void allSilent_asConfigured() {
        turns.recordResult(B, false);
        turns.recordResult(A, false);
        turns.recordResult(C, false);

        assertThat(turns.attemptOrder()).startsWith(A, B, C);
    }

    private static InetSocketAddress server(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }
}
