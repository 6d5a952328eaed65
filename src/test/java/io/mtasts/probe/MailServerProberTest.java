package io.mtasts.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtasts.LeakGuard;
import io.mtasts.https.TestPki;
import io.mtasts.lab.ScriptedServer;
import io.mtasts.name.DomainName;
import io.mtasts.net.ConnectionBudget;
import io.mtasts.net.SsrfGuard;
import io.mtasts.smtp.SmtpSettings;
import io.mtasts.smtp.StarttlsProber;
import io.mtasts.verdict.HostLookup;
import io.mtasts.verdict.Lookup;
import io.mtasts.verdict.Lookup.Outcome;
import io.mtasts.verdict.StarttlsFailure.Kind;
import io.mtasts.verdict.StarttlsProbe;
import io.vertx.core.Vertx;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Which addresses of which mail servers are connected to. */
@ExtendWith(LeakGuard.class)
final class MailServerProberTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    @AfterAll
    static void close() {
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    private static List<StarttlsProbe> probe(int port, int maxHosts, HostLookup... hosts) {
        SsrfGuard guard = new SsrfGuard(List.of("127.0.1.0/24", "::1/128"), Set.of());
        SmtpSettings settings = new SmtpSettings(port, 9, TIMEOUT, new DomainName("checker.example.net"));
        StarttlsProber prober = new StarttlsProber(VERTX, guard, TestPki.trust(), settings);
        return new MailServerProber(Optional.of(prober), new SessionQueue(VERTX, 64, TIMEOUT), maxHosts)
                .probe(List.of(hosts), ConnectionBudget.Limits.PER_CHECK.forCheck())
                .await()
                .atMost(Duration.ofSeconds(60));
    }

    private static ScriptedServer rejecting(String address, int port) {
        return ScriptedServer.start(address, port, (socket, number) -> ScriptedServer.write(socket, "554 no\r\n"));
    }

    private static ScriptedServer delaying(String address, int port) {
        return ScriptedServer.start(address, port, (socket, number) -> ScriptedServer.write(socket, "450 later\r\n"));
    }

    private static HostLookup host(String name, String... literals) {
        List<InetAddress> all =
                Stream.of(literals).map(MailServerProberTest::address).toList();
        return new HostLookup(
                name,
                lookup(name, all.stream().filter(Inet4Address.class::isInstance).toList()),
                lookup(
                        name,
                        all.stream().filter(a -> !(a instanceof Inet4Address)).toList()));
    }

    private static Lookup<InetAddress> lookup(String name, List<InetAddress> addresses) {
        return addresses.isEmpty() ? Lookup.without(name, Outcome.NO_DATA) : Lookup.found(name, addresses);
    }

    private static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static List<Kind> kinds(List<StarttlsProbe> probes) {
        return probes.stream()
                .map(probe -> probe.failure().orElseThrow().kind())
                .toList();
    }

    @Test
    void probe_connectsToEveryAddressOfBothFamilies() throws Exception {
        try (ScriptedServer four = rejecting("127.0.1.1", 0);
                ScriptedServer six = delaying("::1", four.port())) {
            List<StarttlsProbe> probes =
                    probe(four.port(), 10, host("mx1.example.com", "127.0.1.1", "127.0.1.2", "::1", "10.0.0.5"));

            assertThat(probes)
                    .extracting(probe -> probe.address().getHostAddress())
                    .containsExactly("0:0:0:0:0:0:0:1", "127.0.1.1", "127.0.1.2", "10.0.0.5");
            assertThat(kinds(probes))
                    .containsExactly(
                            Kind.TEMPORARILY_REJECTED, Kind.REJECTED, Kind.CONNECTION_REFUSED, Kind.NOT_PUBLIC);
            assertThat(four.accepted()).isEqualTo(1);
            assertThat(six.accepted()).isEqualTo(1);
        }
    }

    /** Just inside and just outside of the limit. Both families have a share. */
    @Test
    void probe_limitsTheAddressesOfAHost() throws Exception {
        String[] literals = Stream.concat(
                        Stream.of("::1"), IntStream.rangeClosed(1, 8).mapToObj(i -> "127.0.1." + i))
                .toArray(String[]::new);
        try (ScriptedServer server = rejecting("127.0.1.7", 0)) {
            List<StarttlsProbe> probes = probe(server.port(), 10, host("mx1.example.com", literals));

            assertThat(probes).hasSize(9);
            assertThat(kinds(probes).subList(0, MailServerProber.MAX_ADDRESSES))
                    .doesNotContain(Kind.SKIPPED)
                    .contains(Kind.REJECTED);
            assertThat(probes.get(0).address().getHostAddress()).isEqualTo("0:0:0:0:0:0:0:1");
            assertThat(probes.get(8).address().getHostAddress()).isEqualTo("127.0.1.8");
            assertThat(probes.get(8).failure().orElseThrow().kind()).isEqualTo(Kind.SKIPPED);
            assertThat(probes.get(8).failure().orElseThrow().detail()).contains("only 8 addresses");
        }
    }

    @Test
    void probe_limitsTheHosts() throws Exception {
        try (ScriptedServer server = rejecting("127.0.1.1", 0)) {
            List<StarttlsProbe> probes = probe(
                    server.port(),
                    1,
                    host("gone.example.com"),
                    host("192.0.2.1", "127.0.1.1"),
                    host("mx1.example.com", "127.0.1.1"),
                    host("mx2.example.com", "127.0.1.1"));

            assertThat(probes).extracting(StarttlsProbe::host).containsExactly("mx1.example.com", "mx2.example.com");
            assertThat(kinds(probes)).containsExactly(Kind.REJECTED, Kind.SKIPPED);
            assertThat(server.accepted()).isEqualTo(1);
        }
    }
}
