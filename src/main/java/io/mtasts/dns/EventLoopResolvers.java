package io.mtasts.dns;

import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** A resolver for each event loop; one for each question would leak thread-locals. */
final class EventLoopResolvers implements AutoCloseable {

    private final Map<EventLoop, EventLoopResolver> resolvers = new HashMap<>();
    private final DatagramDecoder decoder = new DatagramDecoder();
    private final Duration timeout;
    private boolean closed;

    EventLoopResolvers(Duration timeout) {
        this.timeout = timeout;
    }

    /** @throws IllegalStateException once closed, since nobody would close what is made afterwards */
    synchronized EventLoopResolver on(EventLoop loop) {
        if (closed) {
            throw new IllegalStateException("closed");
        }
        return resolvers.computeIfAbsent(loop, created -> new EventLoopResolver(created, decoder, timeout));
    }

    @Override
    public synchronized void close() {
        closed = true;
        resolvers.values().forEach(EventLoopResolver::close);
        resolvers.clear();
    }
}
