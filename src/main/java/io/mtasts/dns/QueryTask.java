package io.mtasts.dns;

import io.mtasts.net.Sockets;
import io.mtasts.net.SocketsExhaustedException;
import io.mtasts.verdict.Lookup.Outcome;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.LengthFieldBasedFrameDecoder;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A query to one server: by UDP, by UDP without EDNS if the server rejects that, and by TCP if the response is truncated.
 * Confined to its event loop.
 *
 * <p>The id alone would make responses too easy to forge. So the queries of each check have a random port too. The timeout of a message starts when it is sent. Time in the queue does not count, but is bounded by the same timeout.
 */
final class QueryTask<T> implements FairQueue.Job {

    private static final int IDS = 0x10000;
    private static final int MAX_MESSAGE = 0xFFFF;

    private final DnsClient.LoopQueues queues;
    private final NameServers servers;
    private final InetSocketAddress server;
    private final DnsQuery<T> query;
    private final long timeoutMillis;
    private final CheckBudget check;
    private final BooleanSupplier mayRepeat;
    private final Promise<QueryResult<T>> result;

    private FairQueue queue;
    private boolean edns;
    private boolean ednsRejected;
    private @Nullable Exchange exchange;
    private @Nullable Future<?> timer;

    QueryTask(
            DnsClient.LoopQueues queues,
            NameServers servers,
            InetSocketAddress server,
            DnsQuery<T> query,
            Duration timeout,
            CheckBudget check,
            BooleanSupplier mayRepeat,
            Promise<QueryResult<T>> result) {
        this.queues = queues;
        this.servers = servers;
        this.server = server;
        this.query = query;
        this.timeoutMillis = timeout.toMillis();
        this.check = check;
        this.mayRepeat = mayRepeat;
        this.result = result;
        this.queue = queues.udp();
        this.edns = servers.supportsEdns(server);
    }

    /** Waits for a slot, sends the query, and frees everything when the result is known or cancelled. */
    void submit() {
        result.addListener(done -> {
            halt();
            queue.finish(check, this);
        });
        enqueue();
    }

    /** Ends the query as if it was not answered. */
    void abort() {
        result.trySuccess(QueryResult.without(query.chain(), Outcome.TIMEOUT));
    }

    @Override
    public void start() {
        halt();
        timer = queues.loop().schedule(this::failExchange, timeoutMillis, TimeUnit.MILLISECONDS);
        try {
            exchange = isTcp() ? new TcpExchange() : new UdpExchange();
        } catch (RuntimeException e) {
            result.tryFailure(e);
        }
    }

    @Override
    public void stop() {
        halt();
        awaitSlot();
    }

    private void enqueue() {
        awaitSlot();
        queue.submit(check, this);
    }

    private void awaitSlot() {
        timer = queues.loop().schedule(this::giveUpWaiting, timeoutMillis, TimeUnit.MILLISECONDS);
    }

    /** Waiting for other queries of the same check is not a lack of queues: each of them ends in time. */
    private void giveUpWaiting() {
        if (queue.isAtLimit(check)) {
            awaitSlot();
        } else {
            result.tryFailure(new SocketsExhaustedException("no slot for a DNS query became free in time"));
        }
    }

    private void halt() {
        if (timer != null) {
            timer.cancel(false);
        }
        if (exchange != null) {
            exchange.close();
            exchange = null;
        }
    }

    private boolean isTcp() {
        return queue == queues.tcp();
    }

    /** Ends the query after a failed exchange. With TCP, a part of the response arrived earlier over UDP. */
    private void failExchange() {
        result.trySuccess(QueryResult.without(query.chain(), isTcp() ? Outcome.TRUNCATED : Outcome.TIMEOUT));
    }

    private void receive(QueryResult<T> response) {
        boolean rejected = response.outcome() == Outcome.FORMAT_ERROR || response.outcome() == Outcome.NOT_IMPLEMENTED;
        if (rejected && edns && !isTcp() && mayRepeat.getAsBoolean()) {
            edns = false;
            ednsRejected = true;
            start();
        } else if (response.outcome() == Outcome.TRUNCATED && !isTcp() && mayRepeat.getAsBoolean()) {
            halt();
            queue.finish(check, this);
            queue = queues.tcp();
            enqueue();
        } else {
            if (!rejected && ednsRejected) {
                servers.recordNoEdns(server);
            } else if (!rejected && edns) {
                servers.recordEdns(server);
            }
            result.trySuccess(response);
        }
    }

    private void receive(ByteBuf message, int id) {
        Optional<QueryResult<T>> response = ResponseReader.read(message, id, query, !isTcp());
        if (response.isPresent()) {
            receive(response.get());
        } else if (isTcp()) {
            // Nobody else can write to this connection, so there is nothing better to wait for.
            failExchange();
        }
    }

    /** One message to the server and its response. */
    private interface Exchange {

        /** Ends the exchange, which then has no result. */
        void close();
    }

    /** An exchange on a socket that other queries of the check share. */
    private final class UdpExchange implements Exchange, UdpSocket.Query {

        private final UdpSocket socket;
        private final int id;

        UdpExchange() {
            socket = queues.socket(check, server);
            id = socket.send(this);
        }

        @Override
        public void write(ByteBuf out, int id) {
            query.write(out, id, edns);
        }

        @Override
        public void receive(ByteBuf message, int id) {
            QueryTask.this.receive(message, id);
        }

        @Override
        public void fail() {
            failExchange();
        }

        @Override
        public void close() {
            socket.end(id);
        }
    }

    /** An exchange on a connection of its own. */
    private final class TcpExchange extends SimpleChannelInboundHandler<ByteBuf> implements Exchange {

        private final int id = ThreadLocalRandom.current().nextInt(IDS);
        private final Channel channel;
        private boolean closed;

        TcpExchange() {
            // No timeout of its own: the timer of the query closes the channel.
            ChannelFuture connected = Sockets.connect(queues.loop(), server, 0, new ChannelInitializer<>() {
                @Override
                protected void initChannel(Channel created) {
                    created.pipeline()
                            .addLast(
                                    new LengthFieldBasedFrameDecoder(
                                            Short.BYTES + MAX_MESSAGE, 0, Short.BYTES, 0, Short.BYTES),
                                    TcpExchange.this);
                }
            });
            channel = connected.channel();
            connected.addListener(done -> {
                if (!done.isSuccess()) {
                    fail();
                }
            });
        }

        @Override
        public void close() {
            closed = true;
            channel.close();
        }

        private void fail() {
            if (!closed) {
                failExchange();
            }
        }

        @Override
        public void channelActive(ChannelHandlerContext context) {
            ByteBuf message = context.alloc().buffer();
            message.writeShort(0);
            query.write(message, id, false);
            message.setShort(0, message.readableBytes() - Short.BYTES);
            context.writeAndFlush(message);
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, ByteBuf message) {
            if (!closed) {
                // A copy is indexed from the start of the message, and is no longer needed when it has been read.
                receive(Unpooled.wrappedBuffer(ByteBufUtil.getBytes(message)), id);
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            fail();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            fail();
        }
    }
}
