package io.mtasts.https;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameListener;
import io.netty.handler.codec.http2.Http2FrameListenerDecorator;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/**
 * Drops what comes before the final response, of which Vert.x 4 knows 100 and 103 only. RFC 9110, 15.2.
 *
 * <p>101 is kept: nothing was asked to be switched, so it is an answer, and a wrong one.
 */
final class InterimResponses extends ChannelInboundHandlerAdapter {

    private static final int SWITCHING_PROTOCOLS = 101;

    private int dropped;
    private boolean dropping;
    private boolean ended;

    static void dropFrom(ChannelPipeline pipeline) {
        Http2ConnectionHandler http2 = pipeline.get(Http2ConnectionHandler.class);
        if (http2 == null) {
            pipeline.addBefore("codec", FirstBytes.NAME, new FirstBytes());
            pipeline.addAfter("codec", "interim", new InterimResponses());
        } else {
            http2.decoder().frameListener(new Http2Filter(http2.decoder().frameListener()));
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpResponse response
                && response.decoderResult().isSuccess()
                && isInterim(response.status().code())) {
            dropping = true;
            dropped++;
        }
        if (!dropping) {
            context.fireChannelRead(message);
            return;
        }
        ReferenceCountUtil.release(message);
        if (dropped <= HttpLimits.INTERIM_RESPONSES) {
            dropping = !(message instanceof LastHttpContent);
        } else if (!ended) {
            ended = true;
            context.fireExceptionCaught(new TooLongHttpHeaderException("too many interim responses"));
            context.close();
        }
    }

    private static boolean isInterim(int status) {
        return HttpStatusClass.valueOf(status) == HttpStatusClass.INFORMATIONAL && status != SWITCHING_PROTOCOLS;
    }

    /** The same for HTTP/2. */
    private static final class Http2Filter extends Http2FrameListenerDecorator {

        private int dropped;

        Http2Filter(Http2FrameListener listener) {
            super(listener);
        }

        @Override
        public void onHeadersRead(
                ChannelHandlerContext context, int streamId, Http2Headers headers, int padding, boolean endOfStream)
                throws Http2Exception {
            if (!drops(context, headers, endOfStream)) {
                super.onHeadersRead(context, streamId, headers, padding, endOfStream);
            }
        }

        @Override
        public void onHeadersRead(
                ChannelHandlerContext context,
                int streamId,
                Http2Headers headers,
                int streamDependency,
                short weight,
                boolean exclusive,
                int padding,
                boolean endOfStream)
                throws Http2Exception {
            if (!drops(context, headers, endOfStream)) {
                super.onHeadersRead(
                        context, streamId, headers, streamDependency, weight, exclusive, padding, endOfStream);
            }
        }

        private boolean drops(ChannelHandlerContext context, Http2Headers headers, boolean endOfStream) {
            boolean interim = !endOfStream && isInterim(headers.status());
            dropped += interim ? 1 : 0;
            if (dropped > HttpLimits.INTERIM_RESPONSES) {
                context.close();
            }
            return interim;
        }

        private static boolean isInterim(@Nullable CharSequence status) {
            return status != null && status.length() == 3 && status.charAt(0) == '1' && !"101".contentEquals(status);
        }
    }
}
