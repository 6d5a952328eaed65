package io.mtasts.socket;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.InetSocketAddress;

/** Connects by TCP to what was configured, or looked up and vetted. */
public final class Sockets {

    private Sockets() {}

    /**
     * Begins to connect.
     *
     * @param millis at the most; 0 is for ever
     * @throws NoSocketException if the process may open no more sockets, which says nothing of the host
     */
    public static ChannelFuture connect(EventLoop loop, InetSocketAddress server, int millis, ChannelHandler handler) {
        Bootstrap bootstrap = new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, millis)
                .handler(handler);
        ChannelFuture connecting;
        try {
            connecting = bootstrap.connect(server);
        } catch (NullPointerException noChannel) {
            // Netty's own, where it has no channel to make a future of.
            throw new NoSocketException(noChannel);
        }
        NoSocketException.of(connecting.cause()).ifPresent(exhausted -> {
            throw exhausted;
        });
        return connecting;
    }
}
