package io.mtasts.https;

import io.mtasts.verdict.HttpField;
import io.mtasts.verdict.PolicyResponse;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http2.Http2GoAwayFrame;
import io.netty.handler.codec.http2.Http2ResetFrame;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.io.ByteArrayOutputStream;
import java.nio.channels.ClosedChannelException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The only request of a connection and its response, which is complete or a failure. */
final class HttpExchange extends ChannelInboundHandlerAdapter {

    private static final int OK = 200;

    /** The beginning of an error page, which may say what is wrong. */
    static final int MAX_EXCERPT_BYTES = 512;

    private static final long EXCERPT_MILLIS = 1_000;

    private final TlsConnection connection;
    private final int maxBytes;
    private final Consumer<PolicyResponse> onResponse;
    private final BiConsumer<HttpExchange, Throwable> onFailure;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private @Nullable HttpResponse head;
    private @Nullable Future<?> bodyTimer;
    private boolean over;

    HttpExchange(
            TlsConnection connection,
            int maxBytes,
            Consumer<PolicyResponse> onResponse,
            BiConsumer<HttpExchange, Throwable> onFailure) {
        this.connection = connection;
        this.maxBytes = maxBytes;
        this.onResponse = onResponse;
        this.onFailure = onFailure;
    }

    FetchStage stage() {
        return head == null ? FetchStage.WAITING : FetchStage.READING;
    }

    boolean isOver() {
        return over;
    }

    TlsConnection connection() {
        return connection;
    }

    void start(FullHttpRequest request) {
        connection.channel().pipeline().removeLast();
        connection.protocol().send(connection.channel(), request, this);
    }

    void close() {
        over = true;
        if (bodyTimer != null) {
            bodyTimer.cancel(false);
        }
        connection.close();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            if (!over && message instanceof HttpObject part) {
                read(part);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        fail(new ClosedChannelException());
    }

    /** Receives the end of an HTTP/2 stream by the server. */
    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof Http2ResetFrame || event instanceof Http2GoAwayFrame) {
            fail(new ClosedChannelException());
        }
        ReferenceCountUtil.release(event);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
        fail(failure);
    }

    private void read(HttpObject part) {
        if (part.decoderResult().isFailure()) {
            fail(part.decoderResult().cause());
            return;
        }
        if (part instanceof HttpResponse response) {
            head(response);
        }
        if (part instanceof HttpContent content && head != null && !over) {
            chunk(head, content.content());
            if (part instanceof LastHttpContent) {
                end(head);
            }
        }
    }

    private void head(HttpResponse response) {
        head = response;
        if (!isOk(response)) {
            // a server may send the header fields and nothing more
            bodyTimer = connection
                    .channel()
                    .eventLoop()
                    .schedule(() -> respond(response), EXCERPT_MILLIS, TimeUnit.MILLISECONDS);
        } else if (announced(response.headers()) > maxBytes) {
            fail(new TooLargeException(maxBytes));
        }
    }

    private void chunk(HttpResponse response, ByteBuf chunk) {
        int limit = isOk(response) ? maxBytes : MAX_EXCERPT_BYTES;
        byte[] bytes = new byte[Math.min(chunk.readableBytes(), limit - body.size())];
        boolean tooLarge = chunk.readableBytes() > bytes.length;
        chunk.readBytes(bytes);
        body.writeBytes(bytes);
        if (tooLarge && isOk(response)) {
            fail(new TooLargeException(maxBytes));
        } else if (tooLarge) {
            respond(response);
        }
    }

    private void end(HttpResponse response) {
        if (isOk(response) && endsWithConnection(response.headers()) && !connection.endedByCloseNotify()) {
            fail(new IllegalStateException("no close_notify"));
        } else {
            respond(response);
        }
    }

    private void respond(HttpResponse response) {
        if (!over) {
            close();
            List<HttpField> fields = response.headers().entries().stream()
                    .map(field -> new HttpField(field.getKey(), field.getValue()))
                    .toList();
            onResponse.accept(new PolicyResponse(
                    connection.protocol().id(), response.status().code(), fields, body.toByteArray()));
        }
    }

    /** Ends the exchange. A response with another status than 200 needs no complete body. */
    void fail(Throwable failure) {
        if (!over && head != null && !isOk(head)) {
            respond(head);
        } else if (!over) {
            close();
            onFailure.accept(this, failure);
        }
    }

    private static boolean isOk(HttpResponse response) {
        return response.status().code() == OK;
    }

    /** Returns whether only the end of the connection ends the body, so that an attacker could cut it. RFC 9112, 9.8. */
    private boolean endsWithConnection(HttpHeaders headers) {
        return connection.protocol() == HttpProtocol.HTTP1
                && !headers.contains(HttpHeaderNames.CONTENT_LENGTH)
                && !headers.contains(HttpHeaderNames.TRANSFER_ENCODING);
    }

    private static long announced(HttpHeaders headers) {
        String length = headers.get(HttpHeaderNames.CONTENT_LENGTH);
        return length != null && length.strip().matches("[0-9]{1,18}") ? Long.parseLong(length.strip()) : 0;
    }

    /** An exception for a body that is longer than the limit. */
    static final class TooLargeException extends Exception {

        private static final long serialVersionUID = 1;

        TooLargeException(int maxBytes) {
            super("more than " + maxBytes + " bytes", null, false, false);
        }
    }
}
