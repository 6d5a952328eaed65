package io.mtasts.dns;

import io.mtasts.net.CheckLog;
import io.mtasts.net.SocketsExhaustedException;
import io.mtasts.verdict.Lookup.Outcome;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Promise;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.VertxInternal;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** A DNS client that sends single queries, on the event loop of the subscriber. */
final class DnsClient implements AutoCloseable {

    /** Far fewer sockets than a process may open, and far more queries than a resolver answers at one moment. */
    private static final int MAX_UDP = 1024;

    private static final int MAX_UDP_PER_CHECK = 32;

    /** Each may hold a response of 64 KiB. */
    private static final int MAX_TCP = 64;

    private static final int MAX_TCP_PER_CHECK = 8;

    private final VertxInternal vertx;
    private final Duration timeout;
    private final Map<EventLoop, LoopQueues> queues = new HashMap<>();
    private boolean closed;

    DnsClient(Vertx vertx, Duration timeout) {
        this.vertx = (VertxInternal) vertx;
        this.timeout = timeout;
    }

    /** The queues and sockets of one event loop. Confined to it, but for their creation. */
    static final class LoopQueues {

        private final EventLoop loop;
        private final FairQueue udp;
        private final FairQueue tcp;
        private final Map<SocketKey, UdpSocket> sockets = new HashMap<>();

        private record SocketKey(CheckBudget check, InetSocketAddress server) {}

        LoopQueues(EventLoop loop) {
            this.loop = loop;
            udp = new FairQueue(loop, MAX_UDP, MAX_UDP_PER_CHECK);
            tcp = new FairQueue(loop, MAX_TCP, MAX_TCP_PER_CHECK);
        }

        EventLoop loop() {
            return loop;
        }

        FairQueue udp() {
            return udp;
        }

        FairQueue tcp() {
            return tcp;
        }

        /**
         * Returns the socket that a query of the check to the server has to use.
         *
         * @throws SocketsExhaustedException if the process may not open more sockets
         */
        UdpSocket socket(CheckBudget check, InetSocketAddress server) {
            SocketKey key = new SocketKey(check, server);
            UdpSocket socket = sockets.get(key);
            if (socket == null || socket.isUsedUp()) {
                socket = new UdpSocket(loop, server);
                UdpSocket opened = socket;
                sockets.put(key, opened);
                opened.onClose(() -> sockets.remove(key, opened));
            }
            return socket;
        }
    }

    /**
     * Sends a query to a server by UDP, and by TCP if the response is truncated.
     *
     * <p>The result arrives on the context of the subscriber. Fails only with a {@link SocketsExhaustedException}. When the
     * subscription is cancelled, everything that the query holds is freed.
     *
     * @param memory what is remembered of the server
     * @param check whose slots the query takes
     * @param mayRepeat called before each message that follows the first one
     */
    <T> Uni<QueryResult<T>> query(
            InetSocketAddress server,
            DnsQuery<T> query,
            NameServers memory,
            CheckBudget check,
            BooleanSupplier mayRepeat) {
        return Uni.createFrom()
                .<QueryResult<T>>emitter(emitter -> {
                    ContextInternal context = vertx.getOrCreateContext();
                    EventLoop loop = context.nettyEventLoop();
                    Promise<QueryResult<T>> result = loop.newPromise();
                    result.addListener(done -> context.runOnContext(now -> {
                        if (result.isSuccess()) {
                            emitter.complete(result.getNow());
                        } else {
                            emitter.fail(result.cause());
                        }
                    }));
                    emitter.onTermination(() -> cancel(result, loop));
                    loop.execute(() -> start(
                            loop,
                            result,
                            queues ->
                                    new QueryTask<>(queues, memory, server, query, timeout, check, mayRepeat, result)));
                })
                // A query that cannot be sent counts as unanswered, unless no socket was available.
                .onFailure(failure -> !(failure instanceof SocketsExhaustedException))
                .recoverWithItem(QueryResult.without(query.chain(), Outcome.TIMEOUT))
                .invoke(result -> CheckLog.log(
                        "dns",
                        () -> "%s %s from %s: %s %s %s"
                                .formatted(
                                        query.type().name(),
                                        query.chain().end(),
                                        server,
                                        result.outcome(),
                                        result.chain().targets(),
                                        result.records())));
    }

    /** Cancels on the event loop, to which the state of the query is confined. */
    private static void cancel(Promise<?> result, EventLoop loop) {
        if (!result.isDone() && !loop.isShuttingDown()) {
            loop.execute(() -> result.cancel(false));
        }
    }

    private <T> void start(EventLoop loop, Promise<QueryResult<T>> result, Function<LoopQueues, QueryTask<T>> task) {
        if (result.isDone()) {
            return;
        }
        try {
            task.apply(queues(loop)).submit();
        } catch (RuntimeException e) {
            result.tryFailure(e);
        }
    }

    private synchronized LoopQueues queues(EventLoop loop) {
        if (closed) {
            throw new IllegalStateException("closed");
        }
        return queues.computeIfAbsent(loop, LoopQueues::new);
    }

    /** Ends all queries as if they were not answered. */
    @Override
    public void close() {
        List<LoopQueues> all;
        synchronized (this) {
            closed = true;
            all = new ArrayList<>(queues.values());
            queues.clear();
        }
        for (LoopQueues each : all) {
            if (!each.loop().isShuttingDown()) {
                each.loop().execute(() -> {
                    abort(each.udp());
                    abort(each.tcp());
                });
            }
        }
    }

    private static void abort(FairQueue queue) {
        queue.jobs().forEach(job -> ((QueryTask<?>) job).abort());
    }
}
