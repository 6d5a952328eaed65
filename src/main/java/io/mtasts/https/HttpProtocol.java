package io.mtasts.https;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2StreamChannel;
import io.netty.handler.codec.http2.Http2StreamChannelBootstrap;
import io.netty.handler.codec.http2.Http2StreamFrameToHttpObjectCodec;
import io.netty.util.concurrent.Future;
import java.util.List;
import java.util.stream.Stream;

/** The protocols that are spoken, with their names in ALPN. RFC 7301, 6. */
enum HttpProtocol {
    HTTP1("http/1.1") {
        @Override
        void send(Channel connection, FullHttpRequest request, HttpExchange exchange) {
            connection
                    .pipeline()
                    .addLast(
                            new HttpPreambleDetector(),
                            new HttpClientCodec(MAX_LINE_BYTES, MAX_HEADER_BYTES, MAX_CHUNK_BYTES),
                            new InterimResponseFilter(),
                            exchange);
            connection.writeAndFlush(request);
        }
    },

    HTTP2("h2") {
        @Override
        void send(Channel connection, FullHttpRequest request, HttpExchange exchange) {
            connection
                    .pipeline()
                    .addLast(
                            frames(),
                            new Http2MultiplexHandler(new ChannelInboundHandlerAdapter()),
                            new Http2ControlFrameLimiter(exchange));
            new Http2StreamChannelBootstrap(connection)
                    .handler(new ChannelInitializer<>() {
                        @Override
                        protected void initChannel(Channel stream) {
                            stream.pipeline()
                                    .addLast(
                                            new Http2StreamFrameToHttpObjectCodec(false),
                                            new InterimResponseFilter(),
                                            exchange);
                        }
                    })
                    .open()
                    .addListener((Future<Http2StreamChannel> opened) -> {
                        if (opened.isSuccess()) {
                            opened.getNow().writeAndFlush(request);
                        } else {
                            request.release();
                            exchange.fail(opened.cause());
                        }
                    });
        }
    };

    static final int MAX_LINE_BYTES = 4096;
    static final int MAX_HEADER_BYTES = 8192;
    private static final int MAX_CHUNK_BYTES = 8192;

    private final String id;

    HttpProtocol(String id) {
        this.id = id;
    }

    String id() {
        return id;
    }

    /** Returns the names of all protocols in ALPN. */
    static List<String> ids() {
        return Stream.of(values()).map(HttpProtocol::id).toList();
    }

    /** Sends the only request of a connection; the exchange is given the answer, as messages of HTTP/1, or the failure. */
    abstract void send(Channel connection, FullHttpRequest request, HttpExchange exchange);

    private static Http2FrameCodec frames() {
        return Http2FrameCodecBuilder.forClient()
                .initialSettings(new Http2Settings().pushEnabled(false).maxHeaderListSize(MAX_HEADER_BYTES))
                // at once, though the other side may not read what we would say first
                .decoupleCloseAndGoAway(true)
                .build();
    }
}
