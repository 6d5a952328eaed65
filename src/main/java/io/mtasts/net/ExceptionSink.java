package io.mtasts.net;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/** The end of a pipeline whose failures show elsewhere: Netty would log as a warning what any stranger can cause. */
public final class ExceptionSink extends ChannelInboundHandlerAdapter {

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
        // the end of the handshake, or of the connection, tells of it
    }
}
