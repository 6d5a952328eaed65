package io.mtasts.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtasts.dns.Resolver;
import io.mtasts.name.DomainName;
import io.mtasts.net.SsrfGuard;
import io.mtasts.verdict.HostLookup;
import io.mtasts.verdict.Lookup;
import io.mtasts.verdict.Lookup.Outcome;
import io.mtasts.verdict.MxRecord;
import io.mtasts.verdict.ReportHostLookup;
import io.mtasts.verdict.TlsRptObservations;
import io.mtasts.verdict.TlsRptObservations.MisplacedText;
import io.mtasts.verdict.TlsaLookup;
import io.smallrye.mutiny.Uni;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is looked up because of a TLS reporting record, and what is not. */
class TlsRptProbeTest {

    private static final DomainName DOMAIN = new DomainName("example.com");
    private static final String NAME = "_smtp._tls.example.com";
    private static final String VALID = "v=TLSRPTv1; rua=mailto:a@example.com";

    /** A resolver that knows a few TXT and MX records, and keeps the queries. */
    private static final class KnownRecords implements Resolver {

        private final Map<String, List<String>> texts = new HashMap<>();
        private final Map<String, MxRecord> servers = new HashMap<>();
        private final List<String> queries = new ArrayList<>();

        @Override
        public Uni<Lookup<String>> txt(String name) {
            queries.add("TXT " + name);
            List<String> found = texts.getOrDefault(name, List.of());
            return Uni.createFrom()
                    .item(found.isEmpty() ? Lookup.without(name, Outcome.NX_DOMAIN) : Lookup.found(name, found));
        }

        @Override
        public Uni<Lookup<MxRecord>> mx(String name) {
            queries.add("MX " + name);
            return Uni.createFrom()
                    .item(
                            servers.containsKey(name)
                                    ? Lookup.found(name, List.of(servers.get(name)))
                                    : Lookup.without(name, Outcome.NO_DATA));
        }

        @Override
        public Uni<HostLookup> addresses(String name) {
            queries.add("A " + name);
            return Uni.createFrom()
                    .item(new HostLookup(
                            name, Lookup.without(name, Outcome.NX_DOMAIN), Lookup.without(name, Outcome.NX_DOMAIN)));
        }

        @Override
        public Uni<Lookup<String>> nameServers(String zone) {
            throw new UnsupportedOperationException(zone);
        }

        @Override
        public Uni<Lookup<String>> txtFrom(InetSocketAddress server, String name, BooleanSupplier mayRepeat) {
            throw new UnsupportedOperationException(name);
        }

        @Override
        public boolean isValidating() {
            return false;
        }

        @Override
        public Uni<TlsaLookup> tlsa(String name) {
            throw new UnsupportedOperationException(name);
        }
    }

    private final KnownRecords records = new KnownRecords();
    private final TlsRptProbe probe = new TlsRptProbe(records, new SsrfGuard(List.of(), Set.of()));

    private TlsRptObservations misplaced(Lookup<String> lookup) {
        return probe.misplaced(DOMAIN, lookup).await().atMost(Duration.ofSeconds(10));
    }

    private TlsRptObservations destinations(String... texts) {
        return probe.destinations(DOMAIN, TlsRptObservations.of(Lookup.found(NAME, List.of(texts))))
                .await()
                .atMost(Duration.ofSeconds(10));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "_tlsrpt.example.com",
                "_smtp-tls.example.com",
                "_smtp-tlsrpt.example.com",
                "_tls.example.com",
                "example.com"
            })
    void misplaced_keepsOnlyTlsRptRecords(String name) {
        records.texts.put(name, List.of("v=spf1 -all", VALID));

        assertThat(misplaced(Lookup.without(NAME, Outcome.NX_DOMAIN)).misplaced())
                .containsExactly(new MisplacedText(name, VALID));
    }

    @Test
    void misplaced_isLookedForBesideUnrelatedRecords() {
        records.texts.put("_tls.example.com", List.of(VALID));

        assertThat(misplaced(Lookup.found(NAME, List.of("v=spf1 -all"))).misplaced())
                .hasSize(1);
    }

    @Test
    void misplaced_showsWhetherTheDomainExists() {
        assertThat(misplaced(Lookup.without(NAME, Outcome.NX_DOMAIN)).domainAbsent())
                .isTrue();

        records.texts.put("example.com", List.of("v=spf1 -all"));

        assertThat(misplaced(Lookup.without(NAME, Outcome.NX_DOMAIN)).domainAbsent())
                .isFalse();
    }

    @Test
    void misplaced_isBounded() {
        records.texts.put(
                "example.com", IntStream.range(0, 50).mapToObj(i -> VALID + i).toList());

        assertThat(misplaced(Lookup.without(NAME, Outcome.NO_DATA)).misplaced()).hasSize(5);
    }

    @ParameterizedTest
    @EnumSource(names = {"TIMEOUT", "SERVER_FAILURE", "NAME_TOO_LONG"})
    void misplaced_isNotLookedForIfTheRecordMayExist(Outcome outcome) {
        assertThat(misplaced(Lookup.without(NAME, outcome)).misplaced()).isEmpty();
        assertThat(records.queries).isEmpty();
    }

    @Test
    void misplaced_isNotLookedForBesideARecord() {
        misplaced(Lookup.found(NAME, List.of(VALID)));

        assertThat(records.queries).isEmpty();
    }

    @Test
    void destinations_mailboxWithMailServersNeedsNoAddress() {
        records.servers.put("example.com", new MxRecord(10, "mx.example.com"));

        assertThat(destinations(VALID).destinations())
                .extracting(ReportHostLookup::host)
                .containsExactly("example.com");
        assertThat(records.queries).containsExactly("MX example.com");
    }

    @Test
    void destinations_ofBothKinds() {
        destinations("v=TLSRPTv1; rua=mailto:a@Reports.example,https://Host.example:8443/x");

        assertThat(records.queries)
                .containsExactlyInAnyOrder("MX reports.example", "A reports.example", "A host.example");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "v=TLSRPTv1; rua=https://192.0.2.1/x",
                "v=TLSRPTv1; rua=https://[2001:db8::1]/x",
                "v=TLSRPTv1; rua=nobody",
                "v=spf1 -all"
            })
    void destinations_withoutAHostName(String text) {
        assertThat(destinations(text).destinations()).isEmpty();
        assertThat(records.queries).isEmpty();
    }

    @Test
    void destinations_areBounded() {
        String rua = IntStream.range(0, 50)
                .mapToObj(i -> "https://h" + i + ".example/x")
                .collect(Collectors.joining(","));

        assertThat(destinations("v=TLSRPTv1; rua=" + rua).destinations()).hasSize(4);
    }
}
