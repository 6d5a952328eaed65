package io.mtasts.https;

import io.mtasts.tls.LimitExceededException;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;

/**
 * A limit on the HTTP/2 frames of one connection, of all types and on all streams. It comes before the decoder, which hides
 * some of them. RFC 9113, 10.5.
 */
final class Http2FrameLimiter extends ChannelInboundHandlerAdapter {

    /** Settings, acknowledgements, pings, window updates and the header fields of one response need few frames. */
    static final int MAX_CONTROL_FRAMES = 100;

    static final int MAX_DATA_FRAMES = 1_000;

    private static final int HEADER = 9;
    private static final int DATA = 0;

    private final HttpExchange exchange;
    private int headerRead;
    private int payload;
    private int type;
    private int controlFrames;
    private int dataFrames;

    Http2FrameLimiter(HttpExchange exchange) {
        this.exchange = exchange;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof ByteBuf bytes && !count(bytes)) {
            ReferenceCountUtil.release(message);
            exchange.fail(new LimitExceededException("more than " + MAX_CONTROL_FRAMES
                    + " HTTP/2 frames without data, or " + MAX_DATA_FRAMES + " with data"));
            return;
        }
        context.fireChannelRead(message);
    }

    private boolean count(ByteBuf bytes) {
        int at = bytes.readerIndex();
        while (at < bytes.writerIndex()) {
            if (headerRead < HEADER) {
                header(bytes.getUnsignedByte(at));
                at++;
            } else {
                int taken = Math.min(payload, bytes.writerIndex() - at);
                at += taken;
                payload -= taken;
            }
            if (headerRead == HEADER && payload == 0) {
                headerRead = 0;
            }
        }
        return controlFrames <= MAX_CONTROL_FRAMES && dataFrames <= MAX_DATA_FRAMES;
    }

    /** Reads an octet of the length of 24 bits, the type, the flags, or the stream. RFC 9113, 4.1. */
    private void header(int octet) {
        if (headerRead < 3) {
            payload = payload << 8 | octet;
        } else if (headerRead == 3) {
            type = octet;
        }
        headerRead++;
        if (headerRead == HEADER && type == DATA) {
            dataFrames++;
        } else if (headerRead == HEADER) {
            controlFrames++;
        }
    }
}
