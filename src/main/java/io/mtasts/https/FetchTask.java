package io.mtasts.https;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.Future;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** What all the connections of one fetch have in common: the event loop, the host, the limits, and one deadline. */
record FetchTask(
        EventLoop loop, AddressGuard guard, TlsContexts tls, FetchSettings settings, String hostName, long startNanos) {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration SIDE_PROBE_TIMEOUT = Duration.ofSeconds(3);

    /** Where the address is asked; without a host name, which would otherwise be what is connected to. */
    InetSocketAddress server(InetAddress address) {
        int port = guard.isAllowed(address) ? settings.port() : settings.publicPort();
        return new InetSocketAddress(Nat64.ofBytes(address.getAddress()), port);
    }

    /** Of a connection that has yet to be told what to do. */
    Bootstrap connector(Duration timeout) {
        return new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) timeout.toMillis());
    }

    Duration connectTimeout() {
        return atMost(CONNECT_TIMEOUT);
    }

    Duration sideProbeTimeout() {
        return atMost(SIDE_PROBE_TIMEOUT);
    }

    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - startNanos);
    }

    /** At least 1 ms, since 0 stands for "for ever" in most time-outs. */
    Duration remaining() {
        return Duration.ofMillis(Math.max(1, settings.timeout().minus(elapsed()).toMillis()));
    }

    Future<?> after(Duration delay, Runnable what) {
        return loop.schedule(what, delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    private Duration atMost(Duration most) {
        return remaining().compareTo(most) < 0 ? remaining() : most;
    }
}
