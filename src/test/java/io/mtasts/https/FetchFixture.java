package io.mtasts.https;

import io.mtasts.lab.ScriptedServer;
import io.mtasts.net.CidrBlock;
import io.mtasts.net.SsrfGuard;
import io.mtasts.tls.MtaStsTrustManager;
import io.mtasts.tls.TlsEngine;
import io.mtasts.verdict.HostLookup;
import io.mtasts.verdict.Lookup;
import io.mtasts.verdict.Lookup.Outcome;
import io.mtasts.verdict.PolicyFetch;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;

/** A fetcher that may connect to 127.0.1.0/24 and ::1, and the look-ups that lead it there. */
public final class FetchFixture implements AutoCloseable {

    static final Duration LONG = Duration.ofSeconds(20);
    static final Duration SHORT = Duration.ofMillis(600);
    static final int MAX_BYTES = 65_536;

    /** The build runs the tests of this package with each. */
    static final TlsEngine ENGINE = TlsEngine.valueOf(
            System.getProperty("mta-sts.policy.tls-engine", "auto").toUpperCase(Locale.ROOT));

    private final Vertx vertx = Vertx.vertx();

    /** Fetches once, since in a cold JVM a short deadline would measure nothing but the loading of classes. */
    FetchFixture() {
        SSLContext context = TestPki.server(TestPki.GOOD);
        try (ScriptedServer server =
                ScriptedServer.responding(context, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")) {
            fetch(server, LONG);
        }
    }

    PolicyFetch fetch(ScriptedServer server, Duration timeout) {
        return fetch(server.port(), timeout, "127.0.1.1");
    }

    PolicyFetch fetch(int port, Duration timeout, String... addresses) {
        return fetch(TestPki.trust(), port, timeout, host(addresses));
    }

    PolicyFetch fetch(MtaStsTrustManager trust, int port, Duration timeout, HostLookup host) {
        return fetch(fetcher(trust, port, timeout), host);
    }

    PolicyFetch fetch(PolicyFetcher fetcher, HostLookup host) {
        return fetcher.fetch(host).await().atMost(Duration.ofSeconds(60));
    }

    PolicyFetcher fetcher(MtaStsTrustManager trust, int port, Duration timeout) {
        FetchSettings settings = new FetchSettings(
                port, 9, timeout, Duration.ofSeconds(2), MAX_BYTES, ENGINE, "(+https://checker.example)");
        return new PolicyFetcher(vertx, guard(), trust, settings);
    }

    SsrfGuard guard() {
        return new SsrfGuard(List.of("127.0.1.0/24", "::1/128", "fe80::/64"), Set.of());
    }

    Vertx vertx() {
        return vertx;
    }

    static HostLookup host(String... literals) {
        List<InetAddress> all = Stream.of(literals).map(FetchFixture::address).toList();
        return new HostLookup(
                TestPki.HOST,
                lookup(all.stream().filter(CidrBlock::isIpv4).toList()),
                lookup(all.stream().filter(a -> !CidrBlock.isIpv4(a)).toList()));
    }

    public static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static Lookup<InetAddress> lookup(List<InetAddress> addresses) {
        return addresses.isEmpty()
                ? Lookup.without(TestPki.HOST, Outcome.NO_DATA)
                : Lookup.found(TestPki.HOST, addresses);
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
