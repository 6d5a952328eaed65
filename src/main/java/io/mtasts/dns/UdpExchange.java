package io.mtasts.dns;

import io.mtasts.net.SocketsExhaustedException;
import io.mtasts.verdict.Lookup.Outcome;
import io.netty.channel.AddressedEnvelope;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.dns.DnsResponse;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.VertxInternal;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Puts one question to one server, once: by UDP, and by TCP where the answer is truncated. */
final class UdpExchange {

    private final VertxInternal vertx;
    private final EventLoopResolvers resolvers;
    private final Duration timeout;

    UdpExchange(Vertx vertx, EventLoopResolvers resolvers, Duration timeout) {
        this.vertx = (VertxInternal) vertx;
        this.resolvers = resolvers;
        this.timeout = timeout;
    }

    /** The answer comes on the subscriber's context; it fails with a {@link SocketsExhaustedException} only. */
    <T> Uni<QueryResult<T>> ask(InetSocketAddress server, LookupQuestion<T> question) {
        // A question that cannot even be sent is as good as lost, as long as it is not for want of a socket.
        QueryResult<T> lost = QueryResult.without(question.chain(), Outcome.TIMEOUT);
        return Uni.createFrom()
                .<QueryResult<T>>emitter(emitter -> {
                    ContextInternal context = vertx.getOrCreateContext();
                    EventLoop loop = context.nettyEventLoop();
                    Promise<QueryResult<T>> answer = loop.newPromise();
                    answer.addListener(done -> context.runOnContext(now -> {
                        if (answer.isSuccess()) {
                            emitter.complete(answer.getNow());
                        } else {
                            emitter.fail(answer.cause());
                        }
                    }));
                    emitter.onTermination(() -> cancel(answer, loop));
                    loop.execute(() -> send(loop, server, question, answer));
                })
                .onFailure(failure -> !(failure instanceof SocketsExhaustedException))
                .recoverWithItem(lost);
    }

    /** On the loop only: elsewhere an answer that comes at the same time is neither delivered nor released by Netty. */
    private static void cancel(Promise<?> answer, EventLoop loop) {
        if (!answer.isDone() && !loop.isShuttingDown()) {
            loop.execute(() -> answer.cancel(false));
        }
    }

    private <T> void send(
            EventLoop loop, InetSocketAddress server, LookupQuestion<T> question, Promise<QueryResult<T>> answer) {
        if (answer.isDone()) {
            return;
        }
        try {
            EventLoopResolver resolver = resolvers.on(loop);
            // Who waits for a slot waits no longer than for an answer.
            Future<?> turn = loop.schedule(() -> answer.cancel(false), timeout.toMillis(), TimeUnit.MILLISECONDS);
            resolver.limiter().acquire(() -> {
                turn.cancel(false);
                answer.addListener(done -> resolver.limiter().release());
                send(loop, resolver, server, question, answer);
            });
        } catch (RuntimeException e) {
            answer.tryFailure(e);
        }
    }

    private <T> void send(
            EventLoop loop,
            EventLoopResolver resolver,
            InetSocketAddress server,
            LookupQuestion<T> question,
            Promise<QueryResult<T>> answer) {
        if (answer.isDone()) {
            return;
        }
        try {
            Future<AddressedEnvelope<DnsResponse, InetSocketAddress>> datagram =
                    resolver.query(server, question.toNetty());
            answer.addListener(done -> datagram.cancel(false));
            datagram.addListener(done -> receive(loop, server, question, datagram, answer));
        } catch (RuntimeException e) {
            answer.tryFailure(e);
        }
    }

    private <T> void receive(
            EventLoop loop,
            InetSocketAddress server,
            LookupQuestion<T> question,
            Future<AddressedEnvelope<DnsResponse, InetSocketAddress>> datagram,
            Promise<QueryResult<T>> answer) {
        if (!datagram.isSuccess()) {
            answer.tryFailure(datagram.cause());
            return;
        }
        try {
            QueryResult<T> first = read(datagram.getNow(), question);
            if (first.outcome() == Outcome.TRUNCATED) {
                TcpQuery.send(loop, server, question, timeout, answer);
            } else {
                answer.trySuccess(first);
            }
        } catch (RuntimeException e) {
            // Netty would only log it, and whoever asked would wait for ever.
            answer.tryFailure(e);
        }
    }

    private static <T> QueryResult<T> read(
            AddressedEnvelope<DnsResponse, InetSocketAddress> envelope, LookupQuestion<T> question) {
        try {
            return ResponseInterpreter.read(envelope.content(), question);
        } finally {
            envelope.release();
        }
    }
}
