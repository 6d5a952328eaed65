package io.mtasts.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtasts.dns.NettyResolver;
import io.mtasts.lab.DnsFault;
import io.mtasts.lab.LabFixtures;
import io.mtasts.lab.Laboratory;
import io.mtasts.lab.ReceivedDnsQuery;
import io.mtasts.lab.RecordType;
import io.mtasts.net.ConnectionBudget;
import io.mtasts.net.SsrfGuard;
import io.mtasts.verdict.ReplicaLookup;
import io.mtasts.verdict.Replicas;
import io.mtasts.verdict.Replicas.Agreement;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Queries to the name servers of a zone, over real sockets. */
@Timeout(60)
class ReplicaProberTest {

    private static final String ZONE = "example.com";
    private static final String NAME = "_mta-sts." + ZONE;
    private static final Vertx VERTX = Vertx.vertx();
    private static final Laboratory LAB = Laboratory.start();
    private static final NettyResolver RESOLVER =
            new NettyResolver(VERTX, List.of(LAB.dns().address()), Duration.ofMillis(400), 2);

    @AfterAll
    static void stop() throws Exception {
        RESOLVER.close();
        LAB.close();
        VERTX.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @BeforeEach
    void stage() {
        LabFixtures.zone(LAB, ZONE);
        LAB.dns().txt(NAME, LabFixtures.RECORD);
    }

    @AfterEach
    void reset() {
        LAB.reset();
    }

    private static Replicas probe(ConnectionBudget.Limits limits, String... allowed) {
        return probe(ReplicaProber.TIMEOUT, limits, allowed);
    }

    private static Replicas probe(Duration timeout, ConnectionBudget.Limits limits, String... allowed) {
        SsrfGuard guard = new SsrfGuard(List.of(allowed), Set.of());
        int port = LAB.otherNameServer().address().getPort();
        return new ReplicaProber(RESOLVER.forCheck(), guard, limits.forCheck(), address -> port, timeout)
                .probe(RESOLVER.txt(NAME).await().atMost(Duration.ofSeconds(10)))
                .await()
                .atMost(Duration.ofSeconds(30));
    }

    private static Replicas probe() {
        return probe(ConnectionBudget.Limits.PER_CHECK, "127.0.1.0/24");
    }

    private static List<String> statuses(Replicas replicas) {
        return replicas.lookups().stream()
                .map(lookup -> lookup.server()
                        + lookup.address()
                                .map(InetAddress::getHostAddress)
                                .map(at -> " " + at)
                                .orElse("") + " "
                        + lookup.status())
                .toList();
    }

    @Test
    void probe_allAgree() {
        Replicas replicas = probe();

        assertThat(statuses(replicas))
                .containsExactly("ns1.example.com 127.0.1.53 ANSWERED", "ns2.example.com 127.0.1.54 ANSWERED");
        assertThat(replicas.agreement()).isEqualTo(Agreement.YES);
        assertThat(replicas.lookups())
                .allSatisfy(lookup -> assertThat(lookup.texts()).containsExactly(LabFixtures.RECORD))
                .extracting(ReplicaLookup::zone)
                .containsOnly(ZONE);
    }

    @Test
    void probe_anotherRecord() {
        LAB.otherNameServer().txt(NAME, "v=STSv1; id=old");

        Replicas replicas = probe();

        assertThat(replicas.agreement()).isEqualTo(Agreement.NO);
        assertThat(replicas.lookups())
                .extracting(ReplicaLookup::texts)
                .containsExactly(List.of(LabFixtures.RECORD), List.of("v=STSv1; id=old"));
    }

    @Test
    void probe_lameAndSilent() {
        LAB.otherNameServer().fail(NAME, RecordType.TXT, DnsFault.REFUSED);
        assertThat(statuses(probe())).contains("ns2.example.com 127.0.1.54 LAME");

        LAB.otherNameServer().fail(NAME, RecordType.TXT, DnsFault.TIMEOUT);
        Replicas silent = probe();
        assertThat(statuses(silent)).contains("ns2.example.com 127.0.1.54 SILENT");
        assertThat(silent.agreement()).isEqualTo(Agreement.UNKNOWN);
    }

    /** A time-out must not look like servers that agree. */
    @Test
    void probe_endsInTime() {
        LAB.otherNameServer().fail(NAME, RecordType.TXT, DnsFault.TIMEOUT);

        Replicas late = probe(Duration.ofMillis(100), ConnectionBudget.Limits.PER_CHECK, "127.0.1.0/24");

        assertThat(late.lookups()).isEmpty();
        assertThat(late.failure()).contains("the name servers took too long");
        assertThat(late.agreement()).isEqualTo(Agreement.UNKNOWN);
    }

    /** The record may be in a zone of its own. */
    @Test
    void probe_nearestZone() {
        LAB.dns().ns(NAME, "ns2." + ZONE);

        assertThat(probe().lookups()).extracting(ReplicaLookup::zone).containsExactly(NAME);
    }

    /** The name servers of an alias are those of its target, not those of the name. */
    @Test
    void probe_alias_queriesBothZones() {
        LAB.dns().remove(NAME).cname(NAME, "_mta-sts.provider.net").txt("_mta-sts.provider.net", LabFixtures.RECORD);
        LabFixtures.zone(LAB, "provider.net");

        Replicas replicas = probe();

        assertThat(statuses(replicas))
                .containsExactly(
                        "ns1.example.com 127.0.1.53 ANSWERED",
                        "ns2.example.com 127.0.1.54 ANSWERED",
                        "ns1.provider.net 127.0.1.53 ANSWERED",
                        "ns2.provider.net 127.0.1.54 ANSWERED");
        assertThat(replicas.lookups().get(0).alias()).contains("_mta-sts.provider.net");
        assertThat(replicas.agreement()).isEqualTo(Agreement.YES);
    }

    @Test
    void probe_noAddress() {
        LAB.dns().remove("ns2." + ZONE);

        Replicas replicas = probe();

        assertThat(statuses(replicas)).contains("ns2.example.com NO_ADDRESS");
        assertThat(replicas.agreement()).isEqualTo(Agreement.UNKNOWN);
    }

    @Test
    void probe_onlyAddressesThatTheGuardAdmits() {
        Replicas replicas = probe(ConnectionBudget.Limits.PER_CHECK, "127.0.1.53/32");

        assertThat(statuses(replicas))
                .containsExactly("ns1.example.com 127.0.1.53 ANSWERED", "ns2.example.com 127.0.1.54 NOT_QUERIED");
        assertThat(LAB.otherNameServer().queries()).isEmpty();
        assertThat(replicas.agreement()).isEqualTo(Agreement.UNKNOWN);
    }

    @Test
    void probe_onlyAsOftenAsTheAddressAllows() {
        Replicas replicas = probe(
                new ConnectionBudget.Limits(address -> !address.getHostAddress().equals("127.0.1.54")), "127.0.1.0/24");

        assertThat(statuses(replicas)).contains("ns2.example.com 127.0.1.54 NOT_QUERIED");
        assertThat(LAB.otherNameServer().queries()).isEmpty();
    }

    @Test
    void probe_eightServersWithTwoAddressesEach() {
        LAB.dns().remove(ZONE);
        IntStream.rangeClosed(1, 12)
                .forEach(i -> LAB.dns()
                        .ns(ZONE, "n%02d.example.com".formatted(i))
                        .a("n%02d.example.com".formatted(i), "127.0.1." + (100 + i), "127.0.1.53", "127.0.1.54"));

        Replicas replicas = probe();

        assertThat(replicas.lookups()).hasSize(ReplicaProber.MAX_SERVERS * ReplicaProber.MAX_ADDRESSES);
        assertThat(LAB.otherNameServer().queries()).hasSizeLessThanOrEqualTo(3);
    }

    @Test
    void probe_nameServersNotKnown() {
        LAB.dns().fail(ZONE, RecordType.NS, DnsFault.SERVFAIL);

        Replicas replicas = probe();

        assertThat(replicas.lookups()).isEmpty();
        assertThat(replicas.failure())
                .hasValueSatisfying(reason -> assertThat(reason).contains("SERVFAIL"));
        assertThat(replicas.agreement()).isEqualTo(Agreement.UNKNOWN);
    }

    /** The name servers of a top-level domain do not know the record, and are not to be bothered. */
    @Test
    void probe_noZone() {
        LAB.dns().remove(ZONE, RecordType.NS);

        assertThat(probe().failure()).isPresent();
        assertThat(LAB.dns().queries()).extracting(ReceivedDnsQuery::name).doesNotContain("com");
    }
}
