package io.mtasts.dns;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtasts.LeakGuard;
import io.mtasts.lab.DnsDispatcher;
import io.mtasts.lab.DnsReply;
import io.mtasts.lab.DnsServer;
import io.mtasts.lab.ReceivedDnsQuery;
import io.mtasts.verdict.Lookup;
import io.mtasts.verdict.Lookup.Outcome;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;

/** Queries to the name servers of a zone, without recursion. RFC 1034, 4.3.1. */
@ExtendWith(LeakGuard.class)
@Timeout(60)
class NameServerLookupTest {

    private static final String NAME = "_mta-sts.example.com";
    private static final String TEXT = "v=STSv1; id=1;";
    private static final Duration PATIENT = Duration.ofSeconds(5);
    private static final Duration IMPATIENT = Duration.ofMillis(400);
    private static final BooleanSupplier ALWAYS = () -> true;
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

    private DnsServer serving(DnsDispatcher dispatcher) {
        DnsServer server = DnsServer.start(dispatcher);
        open.add(server);
        return server;
    }

    /** The resolver has one server of its own, which is not the queried one. */
    private NettyResolver resolver(Duration timeout, InetSocketAddress own) {
        NettyResolver resolver = new NettyResolver(VERTX, List.of(own), timeout, 1);
        open.add(resolver);
        return resolver;
    }

    private Lookup<String> txt(Duration timeout, DnsServer server, BooleanSupplier mayRepeat) {
        DnsServer own = serving(query -> query.reply(Rcode.SERVFAIL));
        Lookup<String> found = get(resolver(timeout, own.address()).txtFrom(server.address(), NAME, mayRepeat));
        assertThat(own.queries()).as("the resolver is not queried").isEmpty();
        return found;
    }

    private static <T> T get(Uni<T> lookup) {
        return lookup.await().atMost(Duration.ofSeconds(20));
    }

    private static DnsReply authoritative(ReceivedDnsQuery query, int rcode, Record... answers) {
        Message response = query.response(rcode, answers);
        response.getHeader().setFlag(Flags.AA);
        response.getHeader().unsetFlag(Flags.RA);
        return DnsReply.of(response);
    }

    @Test
    void txtFrom_authoritative() {
        DnsServer server =
                serving(query -> authoritative(query, Rcode.NOERROR, DnsRecords.txt(NAME, "v=STSv1; ", "id=1;")));

        assertThat(txt(PATIENT, server, ALWAYS).records()).containsExactly(TEXT);
        assertThat(server.queries())
                .extracting(query -> query.message().getHeader().getFlag(Flags.RD))
                .as("no recursion is desired")
                .containsExactly(false);
    }

    @ParameterizedTest
    @CsvSource({"0, NO_DATA", "3, NX_DOMAIN", "2, SERVER_FAILURE", "5, REFUSED"})
    void txtFrom_withoutRecords(int rcode, Outcome outcome) {
        DnsServer server = serving(query -> authoritative(query, rcode));

        assertThat(txt(PATIENT, server, ALWAYS).outcome()).isEqualTo(outcome);
        assertThat(server.queries()).hasSize(1);
    }

    /** A resolver or a parent zone is not responsible, whatever it says. RFC 1912, 2.8. */
    @ParameterizedTest
    @CsvSource({"0", "3"})
    void txtFrom_notAuthoritative(int rcode) {
        DnsServer server = serving(query -> query.reply(rcode, DnsRecords.txt(NAME, TEXT)));

        Lookup<String> found = txt(PATIENT, server, ALWAYS);

        assertThat(found.outcome()).isEqualTo(Outcome.NOT_AUTHORITATIVE);
        assertThat(found.records()).isEmpty();
    }

    @Test
    void txtFrom_referral() {
        DnsServer server = serving(query -> {
            Message response = query.response();
            response.getHeader().unsetFlag(Flags.RA);
            response.addRecord(DnsRecords.ns("example.com", "ns.test"), Section.AUTHORITY);
            return DnsReply.of(response);
        });

        assertThat(txt(PATIENT, server, ALWAYS).outcome()).isEqualTo(Outcome.NOT_AUTHORITATIVE);
    }

    /** The target of the alias is in another zone, whose servers are not these. */
    @Test
    void txtFrom_alias_isNotFollowed() {
        DnsServer server =
                serving(query -> authoritative(query, Rcode.NOERROR, DnsRecords.cname(NAME, "sts.provider.test")));

        Lookup<String> found = txt(PATIENT, server, ALWAYS);

        assertThat(found.cnames()).containsExactly("sts.provider.test");
        assertThat(server.queries()).extracting(ReceivedDnsQuery::name).containsExactly(NAME);
    }

    @Test
    void txtFrom_truncated_isRepeatedByTcp() {
        DnsServer server = serving(query ->
                query.isTcp() ? authoritative(query, Rcode.NOERROR, DnsRecords.txt(NAME, TEXT)) : query.truncated());

        assertThat(txt(PATIENT, server, ALWAYS).records()).containsExactly(TEXT);
        assertThat(server.queries()).extracting(ReceivedDnsQuery::isTcp).containsExactly(false, true);
    }

    @Test
    void txtFrom_truncated_notRepeatedWithoutPermission() {
        DnsServer server = serving(ReceivedDnsQuery::truncated);

        assertThat(txt(PATIENT, server, () -> false).outcome()).isEqualTo(Outcome.TRUNCATED);
        assertThat(server.queries()).hasSize(1);
    }

    @Test
    void txtFrom_silent_isQueriedTwice() {
        DnsServer server = serving(query -> DnsReply.NONE);
        AtomicInteger repetitions = new AtomicInteger();

        Lookup<String> found = txt(IMPATIENT, server, () -> repetitions.incrementAndGet() > 0);

        assertThat(found.outcome()).isEqualTo(Outcome.TIMEOUT);
        assertThat(server.queries()).hasSize(2);
        assertThat(repetitions).hasValue(1);
    }

    @Test
    void txtFrom_silent_notRepeatedWithoutPermission() {
        DnsServer server = serving(query -> DnsReply.NONE);

        assertThat(txt(IMPATIENT, server, () -> false).outcome()).isEqualTo(Outcome.TIMEOUT);
        assertThat(server.queries()).hasSize(1);
    }

    /** What a name server does not know must not change how the same machine is queried as a resolver. */
    @Test
    void txtFrom_leavesNoMemoryOfTheServer() {
        DnsServer server = serving(query -> query.message().getHeader().getFlag(Flags.RD)
                ? query.reply(Rcode.NOERROR, DnsRecords.txt(NAME, "from the resolver"))
                : query.message().getOPT() != null
                        ? query.reply(Rcode.FORMERR)
                        : authoritative(query, Rcode.NOERROR, DnsRecords.txt(NAME, TEXT)));
        NettyResolver resolver = resolver(PATIENT, server.address());

        assertThat(get(resolver.txtFrom(server.address(), NAME, ALWAYS)).records())
                .containsExactly(TEXT);
        assertThat(get(resolver.txt(NAME)).records()).containsExactly("from the resolver");
        assertThat(server.queries())
                .extracting(query -> query.message().getOPT() != null)
                .containsExactly(true, false, true);
    }

    @Test
    void txtFrom_ofANameThatCannotBeQueried() {
        DnsServer server = serving(query -> DnsReply.NONE);
        NettyResolver resolver = resolver(PATIENT, server.address());

        assertThat(get(resolver.txtFrom(server.address(), "a..b", ALWAYS)).outcome())
                .isEqualTo(Outcome.MALFORMED);
        assertThat(server.queries()).isEmpty();
    }

    @Test
    void nameServers() {
        DnsServer server = serving(query -> query.reply(
                Rcode.NOERROR,
                DnsRecords.ns("example.com", "ns2.example.net"),
                DnsRecords.ns("example.com", "NS1.example.com")));

        assertThat(get(resolver(PATIENT, server.address()).nameServers("example.com"))
                        .records())
                .containsExactly("ns1.example.com", "ns2.example.net");
    }
}
