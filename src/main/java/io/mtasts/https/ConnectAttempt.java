package io.mtasts.https;

import io.mtasts.net.ExceptionSink;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.net.InetAddress;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One connection to one address, up to the end of its handshake; closing it at any time leaves nothing behind. */
final class ConnectAttempt {

    private final FetchContext task;
    private final InetAddress address;
    private final ConnectionSpec spec;
    private @Nullable Channel channel;
    private boolean connected;
    private boolean over;

    ConnectAttempt(FetchContext task, InetAddress address, ConnectionSpec way) {
        this.task = task;
        this.address = address;
        this.spec = way;
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

    /** Exactly one of the two is told what came of it, unless the attempt is closed before, or the task gives up. */
    void start(Consumer<TlsConnection> done, Consumer<Throwable> failed) {
        SslHandler tls = task.tls().handler(spec.engine(), spec.protocol().id(), task.hostName());
        tls.setHandshakeTimeoutMillis(task.remaining().toMillis());
        Optional<ChannelFuture> opened = task.connect(address, task.connectTimeout(), pipeline(tls));
        if (opened.isEmpty()) {
            ReferenceCountUtil.release(tls.engine());
            return;
        }
        ChannelFuture connecting = opened.get();
        channel = connecting.channel();
        connecting.addListener(result -> {
            connected = result.isSuccess();
            if (!connected) {
                fail(result.cause(), failed);
            }
        });
        tls.handshakeFuture().addListener((Future<Channel> result) -> {
            if (result.isSuccess() && !over) {
                done.accept(TlsConnection.of(this, result.getNow(), tls));
            } else if (connected) {
                fail(result.cause(), failed);
            }
        });
        // some servers then wait for us to close, and we would wait for them
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

    private static ChannelInitializer<Channel> pipeline(SslHandler tls) {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel opened) {
                opened.pipeline().addLast(tls, new ExceptionSink());
            }
        };
    }

    private void fail(Throwable cause, Consumer<Throwable> failed) {
        if (!over) {
            close();
            failed.accept(cause);
        }
    }
}
