package io.mtasts.dns;

import io.mtasts.net.Sockets;
import io.mtasts.net.SocketsExhaustedException;
import io.netty.channel.AddressedEnvelope;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.DatagramChannel;
import io.netty.handler.codec.dns.DnsQuestion;
import io.netty.handler.codec.dns.DnsResponse;
import io.netty.resolver.dns.DnsNameResolver;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import io.netty.resolver.dns.DnsNameResolverChannelStrategy;
import io.netty.resolver.dns.SingletonDnsServerAddressStreamProvider;
import io.netty.util.concurrent.Future;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Netty's resolver for one event loop, to be used on that only. */
final class EventLoopResolver implements AutoCloseable {

    /** Far fewer sockets than a process may have, far more questions than a resolver answers in one moment. */
    private static final int QUESTIONS_AT_ONCE = 1024;

    /** Fits into one packet on every path. RFC 9715, 3. */
    private static final int MAX_PAYLOAD = 1232;

    private final DatagramDecoder decoder;
    private final QueryLimiter limiter;
    private final DnsNameResolver netty;
    private @Nullable DatagramChannel next;

    EventLoopResolver(EventLoop loop, DatagramDecoder decoder, Duration timeout) {
        this.decoder = decoder;
        limiter = new QueryLimiter(loop, QUESTIONS_AT_ONCE);
        netty = new DnsNameResolverBuilder(loop)
                .datagramChannelFactory(() -> Objects.requireNonNull(next))
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

    /** For the questions. */
    QueryLimiter limiter() {
        return limiter;
    }

    /**
     * Asks by UDP, from a socket of its own.
     *
     * @throws SocketsExhaustedException if there is none to be had
     */
    Future<AddressedEnvelope<DnsResponse, InetSocketAddress>> query(InetSocketAddress server, DnsQuestion question) {
        next = Sockets.datagram();
        // Our decoder comes first in the pipeline; Netty's passes on what it has decoded.
        next.pipeline().addLast(decoder);
        // Takes the socket at once.
        return netty.query(server, question);
    }

    @Override
    public void close() {
        netty.close();
    }
}
