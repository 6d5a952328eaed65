package io.mtasts.dns;

import static io.mtasts.dns.Dns.txt;
import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/** What the tests of the resolver share: servers, resolvers, and a look at the log when they are through. */
abstract class ResolverTests {

    static final Duration PATIENT = Duration.ofSeconds(20);

    /** Where an answer is lost, or never comes. */
    static final Duration SHORT = Duration.ofMillis(400);

    private static final LogTrap LOG = new LogTrap();
    static final Vertx VERTX = Vertx.vertx();

    final List<AutoCloseable> open = new ArrayList<>();

    @BeforeAll
    static void listen() {
        LOG.install();
    }

    @AfterAll
    static void nothingLeaked_noNameLogged() throws Exception {
        stirLeakDetector();
        LOG.remove();
        assertThat(LOG.lines()).noneMatch(line -> line.contains("LEAK") || line.contains(".test"));
    }

    /** Leaks are found by the garbage collector, and reported when the next message is made. */
    private static void stirLeakDetector() throws IOException {
        try (ScriptedDns dns = ScriptedDns.saying(e -> e.records(txt("leak.invalid", "x")));
                NettyResolver resolver = new NettyResolver(VERTX, List.of(dns.address()), PATIENT, 1)) {
            for (int i = 0; i < 20; i++) {
                System.gc();
                await(resolver.addresses("leak.invalid"));
            }
        }
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    ScriptedDns dns(ScriptedDns.Script script) {
        ScriptedDns dns = ScriptedDns.saying(script);
        open.add(dns);
        return dns;
    }

    NettyResolver resolver(ScriptedDns... servers) {
        return resolver(
                PATIENT, 3, Arrays.stream(servers).map(ScriptedDns::address).toArray(InetSocketAddress[]::new));
    }

    NettyResolver resolver(Duration timeout, int attempts, InetSocketAddress... servers) {
        NettyResolver resolver = new NettyResolver(VERTX, List.of(servers), timeout, attempts);
        open.add(resolver);
        return resolver;
    }

    static <T> T await(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(60));
    }
}
