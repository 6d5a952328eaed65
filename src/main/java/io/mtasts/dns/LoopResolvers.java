package io.mtasts.dns;

import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** A resolver for each event loop; one for each question would leak thread-locals. */
final class LoopResolvers implements AutoCloseable {

    private final Map<EventLoop, LoopResolver> resolvers = new HashMap<>();
    private final DatagramDecoder decoder = new DatagramDecoder();
    private final Duration timeout;
    private boolean closed;

    LoopResolvers(Duration timeout) {
        this.timeout = timeout;
    }

    /** @throws IllegalStateException once closed, since nobody would close what is made afterwards */
    synchronized LoopResolver on(EventLoop loop) {
        if (closed) {
            throw new IllegalStateException("closed");
        }
        return resolvers.computeIfAbsent(loop, created -> new LoopResolver(created, decoder, timeout));
    }

    @Override
    public synchronized void close() {
        closed = true;
        resolvers.values().forEach(LoopResolver::close);
        resolvers.clear();
    }
}
