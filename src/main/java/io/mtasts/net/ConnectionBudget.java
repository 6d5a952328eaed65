package io.mtasts.net;

import java.net.InetAddress;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/**
 * A budget for the connections of one check and for the processor time of their TLS. So a check cannot be used to flood an
 * address or to occupy the processors.
 *
 * <p>Call {@link #acquire} before each {@link Sockets#connect} to an address that was looked up. Connections are counted and
 * never given back. Each purpose has a part of the budget, so that mail servers cannot use up what the policy needs.
 * Thread-safe.
 */
public final class ConnectionBudget {

    /** One for the check and two for repetitions with another TLS engine or TLS version, for each purpose. */
    static final int MAX_PER_ADDRESS = 3;

    /** Many times what the handshakes with ten mail servers and a policy host take if they use common keys. */
    public static final Duration MAX_TLS_TIME = Duration.ofSeconds(5);

    private final Predicate<InetAddress> rate;
    private final AtomicLong tlsNanos = new AtomicLong();
    private final Map<Purpose, Map<InetAddress, Integer>> connections = new EnumMap<>(Purpose.class);
    private final Map<Purpose, Integer> totals = new EnumMap<>(Purpose.class);

    private ConnectionBudget(Predicate<InetAddress> rate) {
        this.rate = rate;
    }

    /** What a check connects for. */
    public enum Purpose {
        /** Eight addresses of a policy host, which each may need repetitions, and the same addresses by NAT64. */
        POLICY(32),
        /** Eight addresses of each of ten mail servers, and some repetitions. */
        MAIL_SERVER(96),
        /** Two addresses of each of eight name servers of two zones, and some repetitions. These are queries. */
        NAME_SERVER(48);

        private final int maxPerCheck;

        Purpose(int maxPerCheck) {
            this.maxPerCheck = maxPerCheck;
        }

        /** Returns how many connections a check may make for this purpose. */
        int maxPerCheck() {
            return maxPerCheck;
        }
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
    public Grant acquire(InetAddress address, Purpose purpose) {
        synchronized (this) {
            Map<InetAddress, Integer> toAddresses = connections.computeIfAbsent(purpose, created -> new HashMap<>());
            if (totals.getOrDefault(purpose, 0) >= purpose.maxPerCheck()
                    || toAddresses.getOrDefault(address, 0) >= MAX_PER_ADDRESS) {
                return Grant.CHECK_LIMIT;
            }
            totals.merge(purpose, 1, Integer::sum);
            toAddresses.merge(address, 1, Integer::sum);
        }
        return rate.test(address) ? Grant.GRANTED : Grant.ADDRESS_LIMIT;
    }

    /** Adds processor time, in nanoseconds, to what the TLS of the check used. */
    public void chargeTlsTime(long nanos) {
        tlsNanos.addAndGet(nanos);
    }

    /** Returns the processor time that the TLS of the check used, in nanoseconds. */
    public long tlsTime() {
        return tlsNanos.get();
    }
}
