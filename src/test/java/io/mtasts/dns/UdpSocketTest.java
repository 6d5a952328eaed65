package io.mtasts.dns;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtasts.LeakGuard;
import io.mtasts.lab.DnsReply;
import io.mtasts.lab.DnsServer;
import io.mtasts.lab.ReceivedDnsQuery;
import io.mtasts.verdict.Lookup;
import io.mtasts.verdict.Lookup.Outcome;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.xbill.DNS.Rcode;

@ExtendWith(LeakGuard.class)
@Timeout(60)
class UdpSocketTest {

    private static final Duration PATIENT = Duration.ofSeconds(20);

    private Vertx vertx;
    private DnsServer dns;
    private NettyResolver resolver;

    @BeforeEach
    void start() throws Exception {
        vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        dns = DnsServer.start(query -> query.name().startsWith("dead") ? DnsReply.NONE : query.reply(Rcode.NOERROR));
        resolver = new NettyResolver(vertx, List.of(dns.address()), PATIENT, 1);
    }

    @AfterEach
    void stop() throws Exception {
        resolver.close();
        dns.close();
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private static Uni<List<Lookup<String>>> lookups(Resolver check, int count) {
        return Uni.join()
                .all(IntStream.range(0, count)
                        .mapToObj(i -> check.txt("n" + i + ".test"))
                        .toList())
                .andFailFast();
    }

    private void await(Uni<List<Lookup<String>>> lookups) {
        assertThat(lookups.runSubscriptionOn(command -> vertx.runOnContext(now -> command.run()))
                        .await()
                        .atMost(PATIENT))
                .allMatch(lookup -> lookup.outcome() == Outcome.NO_DATA);
    }

    private Set<Integer> ports() {
        return dns.queries().stream().map(ReceivedDnsQuery::clientPort).collect(Collectors.toSet());
    }

    @Test
    void queriesOfACheck_shareAPortAndDifferInTheirIds() {
        await(lookups(resolver.forCheck(), 8));

        assertThat(ports()).hasSize(1);
        assertThat(dns.queries().stream().map(ReceivedDnsQuery::id).distinct()).hasSize(8);
    }

    @Test
    void queriesOfTwoChecks_havePortsOfTheirOwn() {
        await(Uni.join()
                .all(lookups(resolver.forCheck(), 4), lookups(resolver.forCheck(), 4))
                .andFailFast()
                .map(both -> both.stream().flatMap(List::stream).toList()));

        assertThat(ports()).hasSize(2);
    }

    @Test
    void laterQuery_hasAnotherPort() {
        Resolver check = resolver.forCheck();
        await(lookups(check, 2));
        await(lookups(check, 2));

        assertThat(dns.queries()).hasSize(4);
        assertThat(ports()).hasSize(2);
    }

    /** One query is never answered, so that the others could use its port for ever. */
    @Test
    void port_isUsedForFewQueries() {
        Resolver check = resolver.forCheck();
        check.txt("dead.test").subscribe().with(ignored -> {}, ignored -> {});
        for (int i = 0; i < UdpSocket.MAX_QUERIES; i++) {
            await(lookups(check, 1));
        }

        var uses = dns.queries().stream()
                .collect(Collectors.groupingBy(ReceivedDnsQuery::clientPort, Collectors.counting()));
        assertThat(uses.values()).allMatch(count -> count <= UdpSocket.MAX_QUERIES);
        assertThat(uses).as("the next query has another port").hasSizeGreaterThan(1);
    }
}
