package io.mtasts.https;

import io.mtasts.net.Nat64;
import io.mtasts.net.Sockets;
import io.mtasts.net.SocketsExhaustedException;
import io.mtasts.net.SsrfGuard;
import io.mtasts.tls.TlsClients;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * What all the connections of one fetch have in common: the event loop, the host, the limits, and one deadline.
 *
 * @param giveUp is told of what is not the host's fault, and ends the fetch
 */
record FetchContext(
        EventLoop loop,
        SsrfGuard guard,
        TlsClients tls,
        FetchSettings settings,
        String hostName,
        long startNanos,
        Consumer<Throwable> giveUp) {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration SIDE_PROBE_TIMEOUT = Duration.ofSeconds(3);

    /** Begins to connect; empty where there is no socket to be had, which ends the fetch. */
    Optional<ChannelFuture> connect(InetAddress address, Duration timeout, ChannelHandler handler) {
        try {
            return Optional.of(Sockets.connect(loop, server(address), (int) timeout.toMillis(), handler));
        } catch (SocketsExhaustedException exhausted) {
            giveUp.accept(exhausted);
            return Optional.empty();
        }
    }

    /** Where the address is asked; without a host name, which would otherwise be what is connected to. */
    InetSocketAddress server(InetAddress address) {
        int port = guard.isAllowed(address) ? settings.port() : settings.publicPort();
        return new InetSocketAddress(Nat64.ofBytes(address.getAddress()), port);
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
