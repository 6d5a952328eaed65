package io.mtasts.https;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2StreamChannel;
import io.netty.handler.codec.http2.Http2StreamChannelBootstrap;
import io.netty.handler.codec.http2.Http2StreamFrameToHttpObjectCodec;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.util.List;
import java.util.stream.Stream;

/** The protocols of requests, with their names in ALPN. RFC 7301, 6. */
enum HttpProtocol {
    HTTP1("http/1.1") {
        @Override
        void send(Channel connection, FullHttpRequest request, HttpExchange exchange) {
            connection
                    .pipeline()
                    .addLast(
                            new HttpPreambleDetector(),
                            new HttpClientCodec(
                                    decoding(), HttpClientCodec.DEFAULT_PARSE_HTTP_AFTER_CONNECT_REQUEST, false),
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
                            new Http2FrameLimiter(exchange),
                            frames(),
                            new Http2MultiplexHandler(new ChannelInboundHandlerAdapter()),
                            new ConnectionFailures(exchange));
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

    /** Sends the only request of a connection. The exchange receives the response, as messages of HTTP/1, or the failure. */
    abstract void send(Channel connection, FullHttpRequest request, HttpExchange exchange);

    /** The end of an HTTP/2 connection's own pipeline, which sees its frames and failures but not those of the stream. */
    private static final class ConnectionFailures extends ChannelInboundHandlerAdapter {

        private final HttpExchange exchange;

        ConnectionFailures(HttpExchange exchange) {
            this.exchange = exchange;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object frame) {
            ReferenceCountUtil.release(frame);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
            exchange.fail(failure);
        }
    }

    /** Accepts a repeated Content-Length with the same value. RFC 9112, 6.3. */
    private static HttpDecoderConfig decoding() {
        return new HttpDecoderConfig()
                .setMaxInitialLineLength(MAX_LINE_BYTES)
                .setMaxHeaderSize(MAX_HEADER_BYTES)
                .setMaxChunkSize(MAX_CHUNK_BYTES)
                .setAllowDuplicateContentLengths(true);
    }

    private static Http2FrameCodec frames() {
        return Http2FrameCodecBuilder.forClient()
                .initialSettings(new Http2Settings().pushEnabled(false).maxHeaderListSize(MAX_HEADER_BYTES))
                // closes at once, although the peer may not read the GOAWAY frame that would come first
                .decoupleCloseAndGoAway(true)
                .build();
    }
}
