package io.mtasts.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TurnsTest {

    private static final InetSocketAddress A = server(1);
    private static final InetSocketAddress B = server(2);
    private static final InetSocketAddress C = server(3);

    private Instant now = Instant.EPOCH;
    private final Turns turns = new Turns(List.of(A, B, C), 2, () -> now);

    @Test
    void now_asConfigured() {
        assertThat(turns.now()).containsExactly(A, B, C, A, B, C);
    }

    @Test
    void silent_comesLastForAWhile() {
        turns.heard(A, false);

        assertThat(turns.now()).containsExactly(B, C, A, B, C, A);

        now = now.plus(Turns.MISTRUST).minusNanos(1);
        assertThat(turns.now()).containsExactly(B, C, A, B, C, A);

        now = now.plusNanos(1);
        assertThat(turns.now()).containsExactly(A, B, C, A, B, C);
    }

    @Test
    void silentAgain_isMistrustedAnew() {
        turns.heard(A, false);
        now = now.plus(Duration.ofSeconds(20));
        turns.heard(A, false);
        now = now.plus(Duration.ofSeconds(20));

        assertThat(turns.now()).startsWith(B, C, A);
    }

    @Test
    void answer_restoresTheOrder() {
        turns.heard(A, false);
        turns.heard(A, true);

        assertThat(turns.now()).startsWith(A, B, C);
    }

    @Test
    void allSilent_asConfigured() {
        turns.heard(B, false);
        turns.heard(A, false);
        turns.heard(C, false);

        assertThat(turns.now()).startsWith(A, B, C);
    }

    private static InetSocketAddress server(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }
}
