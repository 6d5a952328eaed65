package io.mtasts.dns;

import io.netty.channel.ChannelFactory;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.resolver.dns.DnsNameResolver;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import io.netty.resolver.dns.DnsNameResolverChannelStrategy;
import io.netty.resolver.dns.SingletonDnsServerAddressStreamProvider;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One of Netty's resolvers for each event loop; one for each question would leak thread-locals. */
final class LoopResolvers implements AutoCloseable {

    /** @param slots for the questions to it */
    record LoopResolver(DnsNameResolver netty, Slots slots) {}

    /** Far fewer sockets than a process may have, far more questions than a resolver answers in one moment. */
    private static final int QUESTIONS_AT_ONCE = 1024;

    /** Fits into one packet on every path. RFC 9715, 3. */
    private static final int MAX_PAYLOAD = 1232;

    private final Map<EventLoop, LoopResolver> resolvers = new HashMap<>();
    private final DatagramDecoder datagramDecoder = new DatagramDecoder();
    private final Duration timeout;
    private boolean closed;

    LoopResolvers(Duration timeout) {
        this.timeout = timeout;
    }

    /** @throws IllegalStateException once closed, since nobody would close what is made afterwards */
    synchronized LoopResolver on(EventLoop loop) {
        if (closed) {
            throw new IllegalStateException("closed");
        }
        return resolvers.computeIfAbsent(
                loop, created -> new LoopResolver(create(created), new Slots(created, QUESTIONS_AT_ONCE)));
    }

    @Override
    public synchronized void close() {
        closed = true;
        resolvers.values().forEach(resolver -> resolver.netty().close());
        resolvers.clear();
    }

    private DnsNameResolver create(EventLoop loop) {
        return new DnsNameResolverBuilder(loop)
                .datagramChannelFactory(datagramChannels())
                // A new port for every question: with the id alone, an answer would be too easy to forge.
                .datagramChannelStrategy(DnsNameResolverChannelStrategy.ChannelPerResolution)
                .maxPayloadSize(MAX_PAYLOAD)
                .queryTimeoutMillis(timeout.toMillis())
                .recursionDesired(true)
                .hostsFileEntriesResolver((host, types) -> null)
                .searchDomains(List.of())
                .ndots(1)
                // Never asked: every question names its server. The default would read the system's settings.
                .nameServerProvider(new SingletonDnsServerAddressStreamProvider(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 53)))
                .build();
    }

    /** Our decoder comes first in the pipeline; Netty's passes on what it has decoded. */
    private ChannelFactory<DatagramChannel> datagramChannels() {
        return () -> {
            DatagramChannel channel = new NioDatagramChannel();
            channel.pipeline().addLast(datagramDecoder);
            return channel;
        };
    }
}
