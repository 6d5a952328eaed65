package io.mtasts.https;

import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.ssl.DelegatingSslContext;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.vertx.core.net.JdkSSLEngineOptions;
import io.vertx.core.net.TrustOptions;
import io.vertx.core.spi.tls.DefaultSslContextFactory;
import io.vertx.core.spi.tls.SslContextFactory;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * The JDK's TLS engine for one connection, which lets us at the connection from its first moment.
 *
 * <p>An HttpClient hands out connections when TLS is done. Before that it neither says how far they are nor ends them:
 * closing it leaves a silent handshake alone. Belongs to one event loop.
 */
final class TlsTap extends JdkSSLEngineOptions {

    private @Nullable SslHandler tls;
    private @Nullable Channel channel;
    private boolean connected;
    private boolean closed;

    /** Makes the first engine, which takes the JDK so long that no event loop should have to do it. */
    static void prepare(PolicyTrust trust) {
        try {
            SSLEngine engine = new TlsTap()
                    .sslContextFactory()
                    .forClient(true)
                    .useAlpn(true)
                    .applicationProtocols(List.of(Protocol.HTTP1.id()))
                    .trustManagerFactory(TrustOptions.wrap(trust).getTrustManagerFactory(null))
                    .create()
                    .newEngine(ByteBufAllocator.DEFAULT, "example.com", 443);
            engine.wrap(
                    ByteBuffer.allocate(0),
                    ByteBuffer.allocate(engine.getSession().getPacketBufferSize()));
        } catch (Exception e) {
            throw new IllegalStateException("no TLS", e);
        }
    }

    boolean isConnected() {
        return connected;
    }

    /** Only where {@link #isConnected()}. */
    SSLEngine engine() {
        if (tls == null) {
            throw new IllegalStateException("not connected");
        }
        return tls.engine();
    }

    /** Only where {@link #isConnected()}. */
    Channel channel() {
        if (channel == null) {
            throw new IllegalStateException("not connected");
        }
        return channel;
    }

    /** Whether the other side said that nothing follows, so that the end is not one that an attacker made. */
    boolean endedByCloseNotify() {
        return tls != null && tls.sslCloseFuture().isSuccess();
    }

    void close() {
        closed = true;
        if (channel != null) {
            channel.close();
        }
    }

    private void added(SslHandler handler, Channel connection) {
        tls = handler;
        channel = connection;
        if (closed) {
            connection.close();
        }
    }

    /** The same one: options are copied on their way into a client. */
    @Override
    public JdkSSLEngineOptions copy() {
        return this;
    }

    @Override
    public SslContextFactory sslContextFactory() {
        return new DefaultSslContextFactory(SslProvider.JDK, false) {
            @Override
            public SslContext create() throws SSLException {
                return new TappedContext(super.create());
            }
        };
    }

    private final class TappedContext extends DelegatingSslContext {

        TappedContext(SslContext context) {
            super(context);
        }

        @Override
        protected SslHandler newHandler(
                ByteBufAllocator alloc, String host, int port, boolean startTls, Executor executor) {
            return new TappedHandler(newEngine(alloc, host, port), startTls, executor);
        }

        @Override
        protected void initEngine(SSLEngine engine) {
            // Vert.x sets the protocols and the server name itself
        }
    }

    private final class TappedHandler extends SslHandler {

        TappedHandler(SSLEngine engine, boolean startTls, Executor executor) {
            super(engine, startTls, executor);
        }

        @Override
        public void handlerAdded(ChannelHandlerContext context) throws Exception {
            added(this, context.channel());
            super.handlerAdded(context);
            // some servers then wait for us to close, and we would wait for them
            sslCloseFuture().addListener(ended -> {
                if (ended.isSuccess()) {
                    context.channel().close();
                }
            });
        }

        @Override
        public void channelActive(ChannelHandlerContext context) throws Exception {
            connected = true;
            super.channelActive(context);
        }
    }
}
