package io.mtasts.net;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.InetSocketAddress;
import java.util.function.Supplier;

/**
 * Opens sockets, and reports a lack of them in one way.
 *
 * <p>A Bootstrap that opens the socket itself reports it in one way on the JVM and in another in a native binary.
 */
public final class Sockets {

    private Sockets() {}

    /**
     * Starts to connect by TCP.
     *
     * @param server an address that was configured, or that was looked up and admitted by the {@link SsrfGuard} and by the
     *     {@link ConnectionBudget} of the check
     * @param millis the timeout; 0 for none
     * @throws SocketsExhaustedException if the process may not open more sockets, which says nothing about the host
     */
    public static ChannelFuture connect(EventLoop loop, InetSocketAddress server, int millis, ChannelHandler handler) {
        Channel channel = open(NioSocketChannel::new);
        return new Bootstrap()
                .group(loop)
                .channelFactory(() -> channel)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, millis)
                .handler(handler)
                .connect(server);
    }

    /**
     * Connects a UDP socket from a new port, so that it only receives datagrams of that server.
     *
     * @param server an address that was configured, or that was looked up and admitted by the {@link SsrfGuard} and by the
     *     {@link ConnectionBudget} of the check
     * @throws SocketsExhaustedException if the process may not open more sockets
     */
    public static ChannelFuture connectUdp(EventLoop loop, InetSocketAddress server, ChannelHandler handler) {
        Channel channel = open(NioDatagramChannel::new);
        return new Bootstrap()
                .group(loop)
                .channelFactory(() -> channel)
                .handler(handler)
                .connect(server);
    }

    static <C extends Channel> C open(Supplier<C> opening) {
        try {
            return opening.get();
        } catch (ChannelException noDescriptor) {
            throw new SocketsExhaustedException(noDescriptor);
        }
    }
}
