package io.mtasts.net;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/**
 * The end of a pipeline, which swallows exceptions. They are reported elsewhere, and Netty would log a warning for errors that any
 * peer can cause.
 */
public final class ExceptionSink extends ChannelInboundHandlerAdapter {

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
        // Reported by the end of the handshake or of the connection.
    }
}
