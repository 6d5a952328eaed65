package io.mtasts.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mtasts.LeakGuard;
import io.mtasts.dane.TlsaRecord;
import io.mtasts.lab.DnsDispatcher;
import io.mtasts.lab.DnsReply;
import io.mtasts.lab.DnsServer;
import io.mtasts.lab.ReceivedDnsQuery;
import io.mtasts.verdict.Lookup;
import io.mtasts.verdict.Lookup.Outcome;
import io.mtasts.verdict.TlsaLookup;
import io.vertx.core.Vertx;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.TLSARecord;
import org.xbill.DNS.Type;

/** Lookups of TLSA records: what a response says, and whether it counts. RFC 6698, 4.1; RFC 6840, 5.7. */
@ExtendWith(LeakGuard.class)
@Timeout(60)
final class TlsaLookupTest {

    private static final String NAME = "_25._tcp.mx1.example.com";
    private static final TlsaRecord RECORD = new TlsaRecord(3, 1, 1, "0c72");
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final Vertx VERTX = Vertx.vertx();

    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterAll
    static void stop() throws Exception {
        VERTX.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @AfterEach
    void close() throws Exception {
        Collections.reverse(open);
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    private DnsServer serving(DnsDispatcher script) {
        DnsServer dns = DnsServer.start(script);
        open.add(dns);
        return dns;
    }

    private NettyResolver resolver(List<InetSocketAddress> validating, DnsServer... servers) {
        NettyResolver resolver = new NettyResolver(
                VERTX, Stream.of(servers).map(DnsServer::address).toList(), TIMEOUT, 1, validating::contains);
        open.add(resolver);
        return resolver;
    }

    private static Record tlsa(String owner) {
        return new TLSARecord(DnsRecords.name(owner), DClass.IN, 60, 3, 1, 1, new byte[] {0x0c, 0x72});
    }

    private static DnsReply reply(ReceivedDnsQuery query, boolean validated, int rcode, Record... answers) {
        Message response = query.response(rcode, answers);
        if (validated) {
            response.getHeader().setFlag(Flags.AD);
        }
        return DnsReply.of(response);
    }

    private static TlsaLookup get(NettyResolver resolver) {
        return resolver.tlsa(NAME).await().atMost(Duration.ofSeconds(30));
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void tlsa_reportsWhetherTheServerValidated(boolean validated) {
        DnsServer dns = serving(query -> reply(query, validated, Rcode.NOERROR, tlsa(NAME)));

        assertThat(get(resolver(List.of(dns.address()), dns)))
                .usingRecursiveComparison()
                .ignoringFields("lookup.ttlSeconds")
                .isEqualTo(new TlsaLookup(Lookup.found(NAME, List.of(RECORD)), validated));
        assertThat(dns.queries()).hasSize(1);
        assertThat(dns.queries().get(0).type()).isEqualTo(io.mtasts.lab.RecordType.TLSA);
    }

    @ParameterizedTest
    @CsvSource({"NXDOMAIN, NX_DOMAIN", "NOERROR, NO_DATA", "SERVFAIL, SERVER_FAILURE"})
    void tlsa_without(String rcode, Outcome outcome) {
        DnsServer dns = serving(query -> reply(query, true, Rcode.value(rcode)));

        assertThat(get(resolver(List.of(dns.address()), dns)))
                .isEqualTo(new TlsaLookup(Lookup.without(NAME, outcome), true));
    }

    /** Other lookups do not request the flag: nothing depends on it, and old servers see what they always saw. */
    @Test
    void queries_requestTheFlagOnlyForTlsa() {
        DnsServer dns = serving(query -> reply(query, true, Rcode.NOERROR));
        NettyResolver resolver = resolver(List.of(dns.address()), dns);

        get(resolver);
        resolver.txt(NAME).await().atMost(Duration.ofSeconds(30));

        assertThat(dns.queries())
                .extracting(query -> query.message().getHeader().getFlag(Flags.AD))
                .containsExactly(true, false);
    }

    /** The server at the end of the alias may validate although the one with the alias did not. RFC 7672, 2.1.3. */
    @ParameterizedTest
    @CsvSource({"true, true, true", "true, false, false", "false, true, false"})
    void tlsa_isAuthenticatedOnlyWithEveryAlias(boolean alias, boolean records, boolean expected) {
        String target = "tlsa.example.net";
        DnsServer dns = serving(query -> query.name().equals(NAME)
                ? reply(query, alias, Rcode.NOERROR, DnsRecords.cname(NAME, target))
                : reply(query, records, Rcode.NOERROR, tlsa(target)));

        TlsaLookup lookup = get(resolver(List.of(dns.address()), dns));

        assertThat(lookup.lookup().records()).containsExactly(RECORD);
        assertThat(lookup.lookup().cnames()).containsExactly(target);
        assertThat(lookup.authenticated()).isEqualTo(expected);
    }

    @Test
    void tlsa_queriesOnlyTrustedServers() {
        DnsServer other = serving(query -> reply(query, true, Rcode.NOERROR, tlsa(NAME)));
        DnsServer failing = serving(query -> reply(query, false, Rcode.SERVFAIL));
        NettyResolver resolver = resolver(List.of(failing.address()), other, failing);

        assertThat(resolver.isValidating()).isTrue();
        assertThat(get(resolver).lookup().outcome()).isEqualTo(Outcome.SERVER_FAILURE);
        assertThat(other.queries()).isEmpty();

        NettyResolver none = resolver(List.of(), other);
        assertThat(none.isValidating()).isFalse();
        assertThatThrownBy(() -> none.tlsa(NAME)).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @CsvSource({"030101, MALFORMED", "03010100, FOUND", "ffffffff, FOUND"})
    void tlsa_octets(String data, Outcome outcome) {
        DnsServer dns = serving(query -> query.raw(Type.TLSA, Hex.bytes(data)));

        assertThat(get(resolver(List.of(dns.address()), dns)).lookup().outcome())
                .isEqualTo(outcome);
    }

    /** Just inside and just outside of what is kept. */
    @ParameterizedTest
    @CsvSource({"20, FOUND", "21, FOUND"})
    void tlsa_many(int count, Outcome outcome) {
        DnsServer dns = serving(query -> {
            Record[] records = new Record[count];
            for (int i = 0; i < count; i++) {
                records[i] = new TLSARecord(DnsRecords.name(NAME), DClass.IN, 60, 3, 1, 1, new byte[] {(byte) i});
            }
            return reply(query, true, Rcode.NOERROR, records);
        });

        Lookup<TlsaRecord> lookup = get(resolver(List.of(dns.address()), dns)).lookup();

        assertThat(lookup.outcome()).isEqualTo(outcome);
        assertThat(lookup.records()).hasSize(RecordType.MAX_TLSA_RECORDS);
    }
}
