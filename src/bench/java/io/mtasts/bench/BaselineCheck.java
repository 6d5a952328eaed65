package io.mtasts.bench;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoop;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.dns.DefaultDnsQuestion;
import io.netty.handler.codec.dns.DnsRawRecord;
import io.netty.handler.codec.dns.DnsRecordType;
import io.netty.handler.codec.dns.DnsSection;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.resolver.dns.DnsNameResolver;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import io.netty.resolver.dns.DnsNameResolverChannelStrategy;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.io.File;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;

/** The least that a check can be: four DNS queries, a new TLS 1.3 connection, the usual verification, one GET. */
final class BaselineCheck implements CheckOperation {

    private final NioEventLoopGroup loops = new NioEventLoopGroup();
    private final Map<EventLoop, DnsNameResolver> resolvers = new ConcurrentHashMap<>();
    private final InetSocketAddress nameServer;
    private final int httpsPort;
    private final SslContext tls;

    /** Without HTTPS where the provider is null. */
    BaselineCheck(int dnsPort, int httpsPort, File trust, SslProvider provider) throws SSLException {
        this.nameServer = new InetSocketAddress("127.0.0.1", dnsPort);
        this.httpsPort = httpsPort;
        this.tls = provider == null
                ? null
                : SslContextBuilder.forClient()
                        .sslProvider(provider)
                        .trustManager(trust)
                        .protocols("TLSv1.3")
                        .build();
    }

    @Override
    public Future<Boolean> of(String domain) {
        EventLoop loop = loops.next();
        Promise<Boolean> done = Promise.promise();
        loop.execute(() -> {
            Future<Boolean> record = query(loop, "_mta-sts." + domain, DnsRecordType.TXT, BaselineCheck::present);
            Future<Boolean> report = query(loop, "_smtp._tls." + domain, DnsRecordType.TXT, BaselineCheck::present);
            Future<Boolean> mx = query(loop, domain, DnsRecordType.MX, BaselineCheck::present);
            Future<Boolean> policy = query(loop, "mta-sts." + domain, DnsRecordType.A, BaselineCheck::address)
                    .compose(address ->
                            tls == null ? Future.succeededFuture(true) : fetch(loop, "mta-sts." + domain, address));
            Future.all(record, report, mx, policy)
                    .map(all -> all.list().stream().allMatch(Boolean.TRUE::equals))
                    .onComplete(done);
        });
        return done.future();
    }

    private <T> Future<T> query(EventLoop loop, String name, DnsRecordType type, Function<DnsRawRecord, T> reader) {
        Promise<T> answer = Promise.promise();
        resolvers
                .computeIfAbsent(loop, BaselineCheck::resolver)
                .query(nameServer, new DefaultDnsQuestion(name + ".", type))
                .addListener(
                        (io.netty.util.concurrent.Future<
                                                io.netty.channel.AddressedEnvelope<
                                                        io.netty.handler.codec.dns.DnsResponse, InetSocketAddress>>
                                        result) -> {
                            if (!result.isSuccess()) {
                                answer.fail(result.cause());
                                return;
                            }
                            var envelope = result.getNow();
                            try {
                                answer.complete(reader.apply(envelope.content().recordAt(DnsSection.ANSWER)));
                            } catch (RuntimeException e) {
                                answer.fail(e);
                            } finally {
                                envelope.release();
                            }
                        });
        return answer.future();
    }

    private Future<Boolean> fetch(EventLoop loop, String host, InetAddress address) {
        Promise<Boolean> answer = Promise.promise();
        new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        SslHandler handler = tls.newHandler(channel.alloc(), host, 443);
                        SSLParameters parameters = handler.engine().getSSLParameters();
                        parameters.setEndpointIdentificationAlgorithm("HTTPS");
                        handler.engine().setSSLParameters(parameters);
                        channel.pipeline()
                                .addLast(
                                        handler,
                                        new HttpClientCodec(),
                                        new HttpObjectAggregator(65_536),
                                        new Get(host, answer));
                    }
                })
                .connect(address, httpsPort)
                .addListener(result -> {
                    if (!result.isSuccess()) {
                        answer.tryFail(result.cause());
                    }
                });
        return answer.future();
    }

    private static DnsNameResolver resolver(EventLoop loop) {
        return new DnsNameResolverBuilder(loop)
                .datagramChannelType(NioDatagramChannel.class)
                .datagramChannelStrategy(DnsNameResolverChannelStrategy.ChannelPerResolution)
                .queryTimeoutMillis(2000)
                .hostsFileEntriesResolver((name, types) -> null)
                .searchDomains(List.of())
                .build();
    }

    private static boolean present(DnsRawRecord record) {
        return record.content().isReadable();
    }

    private static InetAddress address(DnsRawRecord record) {
        ByteBuf content = record.content();
        byte[] bytes = new byte[content.readableBytes()];
        content.getBytes(content.readerIndex(), bytes);
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static final class Get extends SimpleChannelInboundHandler<FullHttpResponse> {

        private final String host;
        private final Promise<Boolean> answer;

        Get(String host, Promise<Boolean> answer) {
            this.host = host;
            this.answer = answer;
        }

        @Override
        public void channelActive(ChannelHandlerContext context) {
            DefaultFullHttpRequest request =
                    new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/.well-known/mta-sts.txt");
            request.headers().set("Host", host).set("Connection", "close");
            context.writeAndFlush(request);
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, FullHttpResponse response) {
            answer.tryComplete(
                    response.status().code() == 200 && response.content().isReadable());
            context.close();
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            answer.tryFail("closed");
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
            answer.tryFail(failure);
            context.close();
        }
    }
}
