package io.mtasts.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;

/**
 * The end of a request: its response has been sent, or its connection is closed.
 *
 * <p>The end handlers of a routing context are not enough. If the connection breaks while the framework writes a part of a
 * streamed response, the framework ends the response and has replaced the close handler, so that no end handler is called.
 */
public final class RequestEnd implements ChannelFutureListener {

    private final Channel channel;
    private final Handler<AsyncResult<Void>> handler;
    private boolean ended;

    private RequestEnd(Channel channel, Handler<AsyncResult<Void>> handler) {
        this.channel = channel;
        this.handler = handler;
    }

    /** Calls the handler once, on the event loop of the connection. The result is a failure if the client left before. */
    public static void onEnd(RoutingContext context, Handler<AsyncResult<Void>> handler) {
        Channel channel = ((ConnectionBase) context.request().connection()).channel();
        RequestEnd end = new RequestEnd(channel, handler);
        context.addEndHandler(end::ended);
        channel.closeFuture().addListener(end);
    }

    @Override
    public void operationComplete(ChannelFuture closed) {
        // after the end handlers, one of which may have closed the connection after a complete response
        channel.eventLoop().execute(() -> ended(Future.failedFuture("the connection is closed")));
    }

    private void ended(AsyncResult<Void> result) {
        if (!ended) {
            ended = true;
            // a connection that is kept open serves many requests
            channel.closeFuture().removeListener(this);
            handler.handle(result);
        }
    }
}
