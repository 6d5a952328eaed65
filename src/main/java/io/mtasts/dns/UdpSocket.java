package io.mtasts.dns;

import io.mtasts.net.Sockets;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoop;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramPacket;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A UDP socket with a random port, for the queries that one check sends to one server at the same time. Each query has a
 * random id. Confined to its event loop.
 *
 * <p>A shared socket saves most of what a query costs. It does not make responses easier to forge: that still takes the port,
 * and the id of the very query whose question is repeated. The socket closes with its last query, and the next one gets
 * another port.
 */
final class UdpSocket extends SimpleChannelInboundHandler<DatagramPacket> {

    /** The queries that share a port at most. */
    static final int MAX_QUERIES = 32;

    private static final int IDS = 0x10000;
    private static final int ID_BYTES = 2;

    private final Map<Integer, Query> queries = new HashMap<>();
    private final Channel channel;
    private int sent;
    private boolean failed;

    /** A query that waits for its response. */
    interface Query {

        /** Writes the message. */
        void write(ByteBuf out, int id);

        /**
         * Takes a datagram with the id of the query, which may be a forged one.
         *
         * @param message a copy, which is indexed from its start
         */
        void receive(ByteBuf message, int id);

        /** Called once if no response can arrive any more. The query must not be ended then. */
        void fail();
    }

    /**
     * Opens a socket.
     *
     * @throws io.mtasts.net.SocketsExhaustedException if the process may not open more sockets
     */
    UdpSocket(EventLoop loop, InetSocketAddress server) {
        ChannelFuture connected = Sockets.connectUdp(loop, server, this);
        channel = connected.channel();
        connected.addListener(done -> {
            if (!done.isSuccess()) {
                failAll();
            }
        });
    }

    /** Runs an action on the event loop when the socket has closed. */
    void onClose(Runnable action) {
        channel.closeFuture().addListener(closed -> action.run());
    }

    /** Returns whether a further query needs another socket. */
    boolean isUsedUp() {
        return failed || sent >= MAX_QUERIES || (sent > 0 && queries.isEmpty());
    }

    /** Sends a query, as soon as the socket is connected. Returns its id. */
    int send(Query query) {
        int id = ThreadLocalRandom.current().nextInt(IDS);
        while (queries.putIfAbsent(id, query) != null) {
            id = ThreadLocalRandom.current().nextInt(IDS);
        }
        sent++;
        if (channel.isActive()) {
            write(id, query);
        }
        return id;
    }

    /** Ends a query, and closes the socket if it was the last one. */
    void end(int id) {
        if (queries.remove(id) != null && queries.isEmpty()) {
            channel.close();
        }
    }

    private void write(int id, Query query) {
        ByteBuf message = channel.alloc().buffer();
        query.write(message, id);
        channel.writeAndFlush(message);
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        queries.forEach(this::write);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, DatagramPacket packet) {
        ByteBuf content = packet.content();
        if (content.readableBytes() < ID_BYTES) {
            return;
        }
        int id = content.getUnsignedShort(content.readerIndex());
        Query query = queries.get(id);
        if (query != null) {
            // A copy is indexed from the start of the message, and is no longer needed when the response has been read.
            query.receive(Unpooled.wrappedBuffer(ByteBufUtil.getBytes(content)), id);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        failAll();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        failAll();
    }

    private void failAll() {
        failed = true;
        List<Query> waiting = List.copyOf(queries.values());
        queries.clear();
        channel.close();
        waiting.forEach(Query::fail);
    }
}
