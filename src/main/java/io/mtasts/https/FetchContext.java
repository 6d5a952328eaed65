package io.mtasts.https;

import io.mtasts.net.CheckLog;
import io.mtasts.net.ConnectionBudget;
import io.mtasts.net.ConnectionBudget.Grant;
import io.mtasts.net.ConnectionBudget.Purpose;
import io.mtasts.net.Nat64;
import io.mtasts.net.Sockets;
import io.mtasts.net.SocketsExhaustedException;
import io.mtasts.net.SsrfGuard;
import io.mtasts.tls.TlsBudget;
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
import java.util.function.Supplier;

/**
 * The state that all connections of one fetch share: the event loop, the host, the limits, and one deadline.
 *
 * @param connections counts the connections of the check that the fetch belongs to
 * @param handshakes counts the handshakes of this fetch
 * @param giveUp ends the fetch with a failure that is not the host's fault
 */
record FetchContext(
        EventLoop loop,
        SsrfGuard guard,
        TlsClients tls,
        FetchSettings settings,
        String hostName,
        long startNanos,
        ConnectionBudget connections,
        TlsBudget handshakes,
        Consumer<Throwable> giveUp) {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration SIDE_PROBE_TIMEOUT = Duration.ofSeconds(3);

    /** Starts to connect. The result is empty if a limit of this service forbids it. */
    Optional<ChannelFuture> connect(InetAddress address, Duration timeout, ChannelHandler handler) {
        return connections.acquire(address, Purpose.POLICY) == Grant.GRANTED
                ? open(address, timeout, handler)
                : Optional.empty();
    }

    private Optional<ChannelFuture> open(InetAddress address, Duration timeout, ChannelHandler handler) {
        InetSocketAddress server = server(address);
        log(() -> "connecting to " + server);
        try {
            return Optional.of(Sockets.connect(loop, server, (int) timeout.toMillis(), handler));
        } catch (SocketsExhaustedException exhausted) {
            giveUp.accept(exhausted);
            return Optional.empty();
        }
    }

    /** Returns where to connect to, without a host name, which would otherwise be resolved again. */
    InetSocketAddress server(InetAddress address) {
        int port = guard.isAllowed(address) ? settings.port() : settings.publicPort();
        return new InetSocketAddress(Nat64.ofBytes(address.getAddress()), port);
    }

    Duration connectTimeout() {
        return atMost(CONNECT_TIMEOUT);
    }

    /** Returns how long an address may take to accept a connection after another one has given a response. */
    Duration otherConnectTimeout() {
        return sideProbeTimeout();
    }

    Duration sideProbeTimeout() {
        return atMost(SIDE_PROBE_TIMEOUT);
    }

    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - startNanos);
    }

    /** Returns the time until the deadline, at least 1 ms, because 0 means "no limit" in most time-outs. */
    Duration remaining() {
        return Duration.ofMillis(Math.max(1, settings.timeout().minus(elapsed()).toMillis()));
    }

    Future<?> after(Duration delay, Runnable action) {
        return loop.schedule(action, delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Writes a line about this fetch to the trace of checks, if it is on. */
    void log(Supplier<String> event) {
        CheckLog.log("https", () -> hostName + ": " + event.get());
    }

    private Duration atMost(Duration max) {
        return remaining().compareTo(max) < 0 ? remaining() : max;
    }
}
