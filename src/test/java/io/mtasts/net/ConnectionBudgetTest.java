package io.mtasts.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtasts.net.ConnectionBudget.Grant;
import io.mtasts.net.ConnectionBudget.Purpose;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ConnectionBudgetTest {

    private final ConnectionBudget budget = ConnectionBudget.Limits.PER_CHECK.forCheck();

    @ParameterizedTest
    @EnumSource
    void acquire_limitPerAddress(Purpose purpose) {
        assertThat(IntStream.rangeClosed(0, ConnectionBudget.MAX_PER_ADDRESS)
                        .mapToObj(i -> budget.acquire(address(1), purpose)))
                .containsExactly(Grant.GRANTED, Grant.GRANTED, Grant.GRANTED, Grant.CHECK_LIMIT);
        assertThat(budget.acquire(address(2), purpose)).as("another address").isEqualTo(Grant.GRANTED);
    }

    @ParameterizedTest
    @EnumSource
    void acquire_limitInTotal(Purpose purpose) {
        assertThat(IntStream.range(0, purpose.maxPerCheck()).mapToObj(i -> budget.acquire(address(i), purpose)))
                .containsOnly(Grant.GRANTED);
        assertThat(budget.acquire(address(1000), purpose)).isEqualTo(Grant.CHECK_LIMIT);
        assertThat(ConnectionBudget.Limits.PER_CHECK.forCheck().acquire(address(1000), purpose))
                .as("another check")
                .isEqualTo(Grant.GRANTED);
    }

    @Test
    void acquire_mailServersCannotUseUpWhatThePolicyNeeds() {
        IntStream.range(0, 2 * Purpose.MAIL_SERVER.maxPerCheck())
                .forEach(i -> budget.acquire(address(i / 4), Purpose.MAIL_SERVER));

        assertThat(budget.acquire(address(1), Purpose.MAIL_SERVER)).isEqualTo(Grant.CHECK_LIMIT);
        assertThat(IntStream.range(0, Purpose.POLICY.maxPerCheck())
                        .mapToObj(i -> budget.acquire(address(i / 3), Purpose.POLICY)))
                .containsOnly(Grant.GRANTED);
    }

    @Test
    void acquire_rateIsSharedAndCountsOnlyPermittedConnections() {
        List<InetAddress> counted = new ArrayList<>();
        ConnectionBudget.Limits limits = new ConnectionBudget.Limits(address -> {
            counted.add(address);
            return counted.size() <= 5;
        });
        ConnectionBudget first = limits.forCheck();
        ConnectionBudget second = limits.forCheck();

        assertThat(IntStream.range(0, 4).mapToObj(i -> first.acquire(address(1), Purpose.POLICY)))
                .containsExactly(Grant.GRANTED, Grant.GRANTED, Grant.GRANTED, Grant.CHECK_LIMIT);
        assertThat(first.acquire(address(1), Purpose.MAIL_SERVER)).isEqualTo(Grant.GRANTED);
        assertThat(IntStream.range(0, 2).mapToObj(i -> second.acquire(address(1), Purpose.POLICY)))
                .containsExactly(Grant.GRANTED, Grant.ADDRESS_LIMIT);
        assertThat(counted).hasSize(6);
    }

    private static InetAddress address(int i) {
        return Nat64.ofBytes(new byte[] {(byte) 192, 0, (byte) (i >> 8), (byte) i});
    }
}
