package io.mtasts.net;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * A budget for the connections of one check, so that a check cannot be used to flood an address.
 *
 * <p>Call {@link #acquire} before each {@link Sockets#connect} to an address that was looked up. Connections are counted and
 * never given back. Thread-safe.
 */
public final class ConnectionBudget {

    /** One for the check and two for repetitions with another TLS engine or TLS version. */
    static final int MAX_PER_ADDRESS = 3;

    /** Enough for eight addresses of a policy host and eight of each of ten mail servers. */
    static final int MAX_PER_CHECK = 100;

    private final Predicate<InetAddress> rate;
    private final Map<InetAddress, Integer> connections = new HashMap<>();
    private int total;

    private ConnectionBudget(Predicate<InetAddress> rate) {
        this.rate = rate;
    }

    /** The answer to a request for a connection. */
    public enum Grant {
        GRANTED,
        /** The check has used up its connections to the address, or altogether. This is a property of the check. */
        CHECK_LIMIT,
        /** All checks together made too many recent connections to the address or its network. Says nothing about the host. */
        ADDRESS_LIMIT
    }

    /**
     * A source of budgets, which share the limit for each address.
     *
     * @param rate counts a connection, and returns false if there were too many recent connections to the address
     */
    public record Limits(Predicate<InetAddress> rate) {

        /** Limits without a shared rate. The limits of each check still apply. */
        public static final Limits PER_CHECK = new Limits(address -> true);

        /** Returns the budget of a new check. */
        public ConnectionBudget forCheck() {
            return new ConnectionBudget(rate);
        }
    }

    /** Counts a connection to the address. The caller may connect only if the result is {@link Grant#GRANTED}. */
    public Grant acquire(InetAddress address) {
        synchronized (this) {
            if (total >= MAX_PER_CHECK || connections.getOrDefault(address, 0) >= MAX_PER_ADDRESS) {
                return Grant.CHECK_LIMIT;
            }
            total++;
            connections.merge(address, 1, Integer::sum);
        }
        return rate.test(address) ? Grant.GRANTED : Grant.ADDRESS_LIMIT;
    }
}
