package io.mtasts.https;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.function.Consumer;

/** The end of a pipeline: what nobody hears of, Netty logs as a warning, and any stranger can cause it. */
final class OnFailure extends ChannelInboundHandlerAdapter {

    private final Consumer<Throwable> told;

    OnFailure(Consumer<Throwable> told) {
        this.told = told;
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
        told.accept(failure);
    }
}
