package io.mtasts.dns;

import io.mtasts.net.Sockets;
import io.mtasts.verdict.Lookup.Outcome;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoop;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.dns.DefaultDnsQuery;
import io.netty.handler.codec.dns.DnsQuery;
import io.netty.handler.codec.dns.DnsResponse;
import io.netty.handler.codec.dns.DnsSection;
import io.netty.handler.codec.dns.TcpDnsQueryEncoder;
import io.netty.handler.codec.dns.TcpDnsResponseDecoder;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * Asks by TCP what did not fit into a datagram. RFC 7766.
 *
 * <p>Netty could do so itself, but within the time-out of the datagram: a firewall that drops TCP would look like a
 * server that keeps silent.
 */
final class TcpQuery<T> extends SimpleChannelInboundHandler<DnsResponse> {

    private static final int MAX_FRAME = 2 + 0xFFFF;
    private static final int IDS = 0x10000;

    private final int id = ThreadLocalRandom.current().nextInt(IDS);
    private final LookupQuestion<T> question;
    private final Promise<QueryResult<T>> answer;

    private TcpQuery(LookupQuestion<T> question, Promise<QueryResult<T>> answer) {
        this.question = question;
        this.answer = answer;
    }

    /**
     * Connects and asks; whatever goes wrong, the answer stays truncated.
     *
     * @param timeout of both together
     * @throws io.mtasts.socket.NoSocketException as {@link Sockets} does
     */
    static <T> void send(
            EventLoop loop,
            InetSocketAddress server,
            LookupQuestion<T> question,
            Duration timeout,
            Promise<QueryResult<T>> answer) {
        TcpQuery<T> query = new TcpQuery<>(question, answer);
        // No time-out of its own: ours comes first, and closes the channel.
        ChannelFuture connected = Sockets.connect(loop, server, 0, query.initializer());
        connected.addListener(done -> {
            if (!done.isSuccess()) {
                query.giveUp();
            }
        });
        Future<?> limit = loop.schedule(query::giveUp, timeout.toMillis(), TimeUnit.MILLISECONDS);
        answer.addListener(done -> {
            limit.cancel(false);
            connected.channel().close();
        });
    }

    private ChannelInitializer<Channel> initializer() {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                channel.pipeline()
                        .addLast(
                                new TcpDnsQueryEncoder(),
                                new TcpDnsResponseDecoder(new WireRecordDecoder(), MAX_FRAME),
                                TcpQuery.this);
            }
        };
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        DnsQuery query = new DefaultDnsQuery(id);
        query.setRecursionDesired(true);
        query.addRecord(DnsSection.QUESTION, question.toNetty());
        context.writeAndFlush(query);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, DnsResponse response) {
        boolean ours = response.id() == id
                && response.count(DnsSection.QUESTION) == 1
                && question.toNetty().equals(response.recordAt(DnsSection.QUESTION));
        if (ours) {
            answer.trySuccess(ResponseInterpreter.read(response, question));
        } else {
            // Nobody else can speak here, so there is nothing better to wait for.
            giveUp();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        giveUp();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        giveUp();
    }

    private void giveUp() {
        answer.trySuccess(QueryResult.without(question.chain(), Outcome.TRUNCATED));
    }
}
