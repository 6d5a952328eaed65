package io.mtasts.https;

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
import java.io.ByteArrayOutputStream;
import java.nio.channels.ClosedChannelException;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The one GET of a fetch, and its answer, which is whole or a failure. */
final class HttpExchange extends ChannelInboundHandlerAdapter {

    private static final int OK = 200;

    private final TlsConnection connection;
    private final int maxBytes;
    private final Consumer<PolicyResponse> answered;
    private final BiConsumer<HttpExchange, Throwable> failed;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private @Nullable HttpResponse head;
    private boolean over;

    HttpExchange(
            TlsConnection connection,
            int maxBytes,
            Consumer<PolicyResponse> answered,
            BiConsumer<HttpExchange, Throwable> failed) {
        this.connection = connection;
        this.maxBytes = maxBytes;
        this.answered = answered;
        this.failed = failed;
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

    /** How a stream of HTTP/2 is told that the server wants no more of it. */
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
            chunk(content.content());
            if (part instanceof LastHttpContent) {
                end(head);
            }
        }
    }

    private void head(HttpResponse response) {
        head = response;
        if (response.status().code() != OK) {
            answer(response);
        } else if (announced(response.headers()) > maxBytes) {
            fail(new TooLargeException(maxBytes));
        }
    }

    private void chunk(ByteBuf chunk) {
        if (body.size() + chunk.readableBytes() > maxBytes) {
            fail(new TooLargeException(maxBytes));
        } else {
            byte[] bytes = new byte[chunk.readableBytes()];
            chunk.readBytes(bytes);
            body.writeBytes(bytes);
        }
    }

    private void end(HttpResponse response) {
        if (endsWithConnection(response.headers()) && !connection.endedByCloseNotify()) {
            fail(new IllegalStateException("no close_notify"));
        } else {
            answer(response);
        }
    }

    private void answer(HttpResponse response) {
        if (!over) {
            close();
            HttpHeaders headers = response.headers();
            answered.accept(new PolicyResponse(
                    connection.protocol().id(),
                    response.status().code(),
                    Optional.ofNullable(headers.get(HttpHeaderNames.CONTENT_TYPE)),
                    Optional.ofNullable(headers.get(HttpHeaderNames.CONTENT_ENCODING)),
                    Optional.ofNullable(headers.get(HttpHeaderNames.LOCATION)),
                    body.toByteArray()));
        }
    }

    void fail(Throwable failure) {
        if (!over) {
            close();
            failed.accept(this, failure);
        }
    }

    /** The body has no length of its own then, and anyone can cut it short, but for the closure alert. RFC 9112, 9.8. */
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
