package io.mtasts.https;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.util.ReferenceCountUtil;

/**
 * A filter that drops interim responses of either protocol. RFC 9110, 15.2.
 *
 * <p>101 passes: the request did not ask to switch protocols, so 101 is a final response, and a wrong one.
 */
final class InterimResponseFilter extends ChannelInboundHandlerAdapter {

    static final int MAX_INTERIM_RESPONSES = 20;
    private static final int SWITCHING_PROTOCOLS = 101;

    private int dropped;
    private boolean dropping;
    private boolean ended;

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
        if (dropped <= MAX_INTERIM_RESPONSES) {
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
}
