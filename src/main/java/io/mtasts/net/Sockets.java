package io.mtasts.net;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.InetSocketAddress;
import java.util.function.Supplier;

/** Opens sockets here and not in a Bootstrap, which tells of a lack of them in one way on the JVM and in another in a native binary. */
public final class Sockets {

    private Sockets() {}

    /**
     * Begins to connect by TCP to what was configured, or looked up and vetted.
     *
     * @param millis at the most; 0 is for ever
     * @throws SocketsExhaustedException if the process may open no more sockets, which says nothing of the host
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
     * A socket of UDP, for Netty to bind.
     *
     * @throws SocketsExhaustedException as for a connection
     */
    public static DatagramChannel datagram() {
        return open(NioDatagramChannel::new);
    }

    static <C extends Channel> C open(Supplier<C> opening) {
        try {
            return opening.get();
        } catch (ChannelException noDescriptor) {
            throw new SocketsExhaustedException(noDescriptor);
        }
    }
}
