package io.mtasts.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtasts.net.ConnectionBudget.Grant;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConnectionBudgetTest {

    private final ConnectionBudget budget = ConnectionBudget.Limits.PER_CHECK.forCheck();

    @Test
    void acquire_limitPerAddress() {
        assertThat(IntStream.rangeClosed(0, ConnectionBudget.MAX_PER_ADDRESS).mapToObj(i -> budget.acquire(address(1))))
                .containsExactly(Grant.GRANTED, Grant.GRANTED, Grant.GRANTED, Grant.CHECK_LIMIT);
        assertThat(budget.acquire(address(2))).as("another address").isEqualTo(Grant.GRANTED);
    }

    @Test
    void acquire_limitInTotal() {
        assertThat(IntStream.range(0, ConnectionBudget.MAX_PER_CHECK).mapToObj(i -> budget.acquire(address(i))))
                .containsOnly(Grant.GRANTED);
        assertThat(budget.acquire(address(1000))).isEqualTo(Grant.CHECK_LIMIT);
        assertThat(ConnectionBudget.Limits.PER_CHECK.forCheck().acquire(address(1000)))
                .as("another check")
                .isEqualTo(Grant.GRANTED);
    }

    @Test
    void acquire_rateIsSharedAndCountsOnlyPermittedConnections() {
        List<InetAddress> counted = new ArrayList<>();
        ConnectionBudget.Limits limits = new ConnectionBudget.Limits(address -> {
            counted.add(address);
            return counted.size() <= 4;
        });
        ConnectionBudget first = limits.forCheck();
        ConnectionBudget second = limits.forCheck();

        assertThat(IntStream.range(0, 4).mapToObj(i -> first.acquire(address(1))))
                .containsExactly(Grant.GRANTED, Grant.GRANTED, Grant.GRANTED, Grant.CHECK_LIMIT);
        assertThat(IntStream.range(0, 2).mapToObj(i -> second.acquire(address(1))))
                .containsExactly(Grant.GRANTED, Grant.ADDRESS_LIMIT);
        assertThat(counted).hasSize(5);
    }

    private static InetAddress address(int i) {
        return Nat64.ofBytes(new byte[] {(byte) 192, 0, (byte) (i >> 8), (byte) i});
    }
}
