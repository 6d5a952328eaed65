package io.mtasts.limit;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** A limiter for the connections that one client has open at the same time. Thread-safe. */
public final class ClientConnections {

    private final int maxPerClient;
    private final Map<ClientKey, Integer> open = new ConcurrentHashMap<>();
    private final LongAdder rejections = new LongAdder();

    /** Creates a limiter that allows this number of connections to each client. */
    public ClientConnections(int maxPerClient) {
        this.maxPerClient = maxPerClient;
    }

    /**
     * Counts a connection. Call {@link #close} when it ends.
     *
     * @param address the address of the client as text
     * @return false if the client has too many connections; this one is then not counted
     */
    public boolean tryOpen(String address) {
        boolean[] opened = {false};
        open.compute(ClientKey.of(address), (client, count) -> {
            int before = count == null ? 0 : count;
            opened[0] = before < maxPerClient;
            return opened[0] ? Integer.valueOf(before + 1) : count;
        });
        if (!opened[0]) {
            rejections.increment();
        }
        return opened[0];
    }

    /** Ends a connection that was counted. */
    public void close(String address) {
        open.computeIfPresent(ClientKey.of(address), (client, count) -> count == 1 ? null : count - 1);
    }

    /** Returns how many connections were not allowed since the start. */
    public long rejections() {
        return rejections.sum();
    }
}
