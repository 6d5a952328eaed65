package io.mtasts.http;

import io.mtasts.limit.ClientConnections;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.Future;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The first handler of a connection of a client. Closes the connection if the client has too many, or if it does not read
 * what is sent to it. Belongs to one event loop.
 */
final class ServerConnectionHandler extends ChannelInboundHandlerAdapter {

    private final ClientConnections connections;
    private final Duration stallTimeout;
    private @Nullable String client;
    private @Nullable Future<?> stallTimer;

    ServerConnectionHandler(ClientConnections connections, Duration stallTimeout) {
        this.connections = connections;
        this.stallTimeout = stallTimeout;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        String key = key(context.channel().remoteAddress());
        if (connections.tryOpen(key)) {
            client = key;
            context.fireChannelActive();
        } else {
            context.close();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        cancelTimer();
        if (client != null) {
            connections.close(client);
        }
        context.fireChannelInactive();
    }

    /** Starts the timer when the buffer for output is full. It has room again only if the client reads half of it. */
    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        cancelTimer();
        if (!context.channel().isWritable()) {
            Runnable close = context::close;
            stallTimer = context.executor().schedule(close, stallTimeout.toMillis(), TimeUnit.MILLISECONDS);
        }
        context.fireChannelWritabilityChanged();
    }

    private void cancelTimer() {
        if (stallTimer != null) {
            stallTimer.cancel(false);
            stallTimer = null;
        }
    }

    private static String key(SocketAddress remote) {
        return remote instanceof InetSocketAddress inet && inet.getAddress() != null
                ? inet.getAddress().getHostAddress()
                : "";
    }
}
