package io.mtasts.https;

import io.mtasts.net.ExceptionSink;
import io.mtasts.net.SocketsExhaustedException;
import io.mtasts.tls.InboundLimiter;
import io.mtasts.tls.TlsFailures;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.net.InetAddress;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A connection to one address, up to the end of its handshake. Closing it at any time frees everything. */
final class ConnectAttempt {

    private final FetchContext context;
    private final InetAddress address;
    private final ConnectionSpec spec;
    private final InboundLimiter limiter = InboundLimiter.ofTls();
    private @Nullable Channel channel;
    private boolean connected;
    private boolean over;

    ConnectAttempt(FetchContext context, InetAddress address, ConnectionSpec spec) {
        this.context = context;
        this.address = address;
        this.spec = spec;
    }

    InetAddress address() {
        return address;
    }

    ConnectionSpec spec() {
        return spec;
    }

    boolean isConnected() {
        return connected;
    }

    FetchStage stage() {
        return connected ? FetchStage.HANDSHAKE : FetchStage.CONNECTING;
    }

    /**
     * Connects. Calls exactly one of the callbacks, unless the attempt is closed first or the fetch gives up.
     *
     * @param onLimit receives the limit of this service that forbids the connection
     */
    void start(
            Consumer<TlsConnection> onConnected,
            BiConsumer<ConnectAttempt, Throwable> onFailure,
            Consumer<String> onLimit) {
        SslHandler tls =
                context.tls().handler(spec.engine(), spec.protocol().id(), context.hostName(), context.handshakes());
        tls.setHandshakeTimeoutMillis(context.remaining().toMillis());
        Optional<ChannelFuture> opened = context.connect(address, context.connectTimeout(), pipeline(tls));
        if (opened.isEmpty()) {
            ReferenceCountUtil.release(tls.engine());
            onLimit.accept("too many connections to one address");
            return;
        }
        ChannelFuture connecting = opened.get();
        channel = connecting.channel();
        connecting.addListener(result -> {
            connected = result.isSuccess();
            if (!connected) {
                fail(result.cause(), onFailure);
            }
        });
        tls.handshakeFuture().addListener((Future<Channel> result) -> {
            limiter.handshakeDone();
            if (result.isSuccess() && !over) {
                TlsConnection connection = TlsConnection.of(this, result.getNow(), tls);
                context.log(() -> address.getHostAddress() + " completed the handshake: " + connection.session());
                onConnected.accept(connection);
            } else if (connected) {
                fail(result.cause(), onFailure);
            }
        });
        // some servers wait for this side to close, while Netty waits for them
        tls.sslCloseFuture().addListener((Future<Channel> ended) -> {
            if (ended.isSuccess()) {
                ended.getNow().close();
            }
        });
    }

    void close() {
        over = true;
        if (channel != null) {
            channel.close();
        }
    }

    private ChannelInitializer<Channel> pipeline(SslHandler tls) {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel opened) {
                opened.pipeline().addLast(limiter, tls, limiter.plaintext(), new ExceptionSink());
            }
        };
    }

    private void fail(Throwable cause, BiConsumer<ConnectAttempt, Throwable> onFailure) {
        if (over) {
            return;
        }
        close();
        Throwable failure = limiter.violation().<Throwable>map(limit -> limit).orElse(cause);
        context.log(() -> address.getHostAddress() + " failed: " + failure);
        if (TlsFailures.isOverload(failure)) {
            context.giveUp().accept(new SocketsExhaustedException("too many TLS handshakes"));
        } else {
            onFailure.accept(this, failure);
        }
    }
}
