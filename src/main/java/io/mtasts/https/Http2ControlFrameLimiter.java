package io.mtasts.https;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;

/** What an HTTP/2 connection carries beside the answer: its failures, and settings and pings, of which there may be few. */
final class Http2ControlFrameLimiter extends ChannelInboundHandlerAdapter {

    static final int MAX_FRAMES = 100;

    private final HttpExchange exchange;
    private int frames;

    Http2ControlFrameLimiter(HttpExchange exchange) {
        this.exchange = exchange;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object frame) {
        ReferenceCountUtil.release(frame);
        frames++;
        if (frames > MAX_FRAMES) {
            exchange.fail(new IllegalStateException("too many frames"));
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
        exchange.fail(failure);
    }
}
