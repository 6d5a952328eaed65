package io.mtasts.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mtasts.LeakGuard;
import io.mtasts.lab.DnsDispatcher;
import io.mtasts.lab.DnsReply;
import io.mtasts.lab.DnsServer;
import io.mtasts.lab.ReceivedDnsQuery;
import io.mtasts.lab.Throttle;
import io.mtasts.net.SocketsExhaustedException;
import io.mtasts.verdict.HostLookup;
import io.mtasts.verdict.Lookup;
import io.mtasts.verdict.Lookup.Outcome;
import io.mtasts.verdict.MxRecord;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.DClass;
import org.xbill.DNS.ExtendedErrorCodeOption;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

@ExtendWith(LeakGuard.class)
@Timeout(60)
class NettyResolverTest {

    private static final String NAME = "_mta-sts.example.com";
    private static final Duration PATIENT = Duration.ofSeconds(5);

    /** For what is never answered: as short as a busy machine allows. */
    private static final Duration IMPATIENT = Duration.ofMillis(400);

    private static Vertx vertx;

    private final List<AutoCloseable> open = new ArrayList<>();

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2));
    }

    @AfterAll
    static void stop() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    // What an answer says

    @Test
    void txt_stringsAndRecordsStayApart() {
        Resolver resolver = newResolver(query -> query.reply(
                Rcode.NOERROR,
                DnsRecords.txt(NAME, "v=STSv1; ", "id=1;"),
                DnsRecords.txt(NAME, "v=STSv1; id=2;"),
                DnsRecords.txt(NAME, "")));

        Lookup<String> lookup = get(resolver.txt(NAME));

        assertThat(lookup)
                .usingRecursiveComparison()
                .ignoringFields("ttlSeconds")
                .isEqualTo(Lookup.found(NAME, List.of("v=STSv1; id=1;", "v=STSv1; id=2;", "")));
    }

    @ParameterizedTest
    @CsvSource({
        // alias, first, second record, reported
        "300, 600, 600, 300",
        "600, 600, 120, 120",
        "600, 0, 600, 0",
        "600, 2147483647, 2147483647, 600"
    })
    void txt_shortestTimeToLive(long alias, long first, long second, long reported) {
        Resolver resolver = newResolver(query -> query.reply(
                Rcode.NOERROR,
                DnsRecords.withTtl(DnsRecords.cname(NAME, "sts.provider.test"), alias),
                DnsRecords.withTtl(DnsRecords.txt("sts.provider.test", "v=STSv1; id=A;"), first),
                DnsRecords.withTtl(DnsRecords.txt("sts.provider.test", "other"), second)));

        assertThat(get(resolver.txt(NAME)).ttlSeconds()).hasValue(reported);
    }

    @Test
    void txt_timeToLiveOfNothing() {
        assertThat(get(newResolver(query -> query.reply(Rcode.NXDOMAIN)).txt(NAME))
                        .ttlSeconds())
                .isEmpty();
    }

    @Test
    void txt_upperCase() {
        Resolver resolver = newResolver(query -> query.reply(
                Rcode.NOERROR,
                DnsRecords.cname("_MTA-STS.example.COM", "Sts.Provider.TEST"),
                DnsRecords.txt("sts.PROVIDER.test", "v=STSv1; id=A;")));

        Lookup<String> lookup = get(resolver.txt("_MTA-sts.Example.com"));

        assertThat(lookup)
                .usingRecursiveComparison()
                .ignoringFields("ttlSeconds")
                .isEqualTo(new Lookup<>(NAME, Outcome.FOUND, List.of("v=STSv1; id=A;"), List.of("sts.provider.test")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # data                        | text, or nothing where it is malformed
            03 61 62 63                   | abc
            02 61 62 01 63                | abc
            02 C3 A4                      | ä
            01 C3 01 A4                   | ä
            01 E4                         | ä
            03 C3 A4 E4                   | Ã¤ä
            04 61 62 63                   |
            01 61 02 62                   |
            FF 61                         |
            """)
    void txt_octets(String data, String text) {
        Resolver resolver = newResolver(query -> query.raw(Type.TXT, Hex.bytes(data)));

        Lookup<String> lookup = get(resolver.txt(NAME));

        assertThat(lookup)
                .usingRecursiveComparison()
                .ignoringFields("ttlSeconds")
                .isEqualTo(text == null ? Lookup.without(NAME, Outcome.MALFORMED) : Lookup.found(NAME, List.of(text)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # type | data                              | outcome
            A      | C0 00 02 01                       | FOUND
            A      | C0 00 02                          | MALFORMED
            A      | C0 00 02 01 00                    | MALFORMED
            A      | 20010DB8000000000000000000000001  | MALFORMED
            AAAA   | 20010DB8000000000000000000000001  | FOUND
            AAAA   | 20010DB80000000000000000000000    | MALFORMED
            AAAA   | C0 00 02 01                       | MALFORMED
            """)
    void addresses_length(String type, String data, Outcome outcome) {
        int requested = Type.value(type);
        Resolver resolver = newResolver(query ->
                query.type().code() == requested ? query.raw(requested, Hex.bytes(data)) : query.reply(Rcode.NOERROR));

        HostLookup host = get(resolver.addresses("mx.example.com"));

        assertThat(requested == Type.A ? host.a().outcome() : host.aaaa().outcome())
                .isEqualTo(outcome);
        assertThat(requested == Type.A ? host.aaaa().outcome() : host.a().outcome())
                .isEqualTo(Outcome.NO_DATA);
    }

    @Test
    void addresses_duplicates() throws Exception {
        String host = "mx.example.com";
        Resolver resolver = newResolver(query -> query.type().code() == Type.A
                ? query.reply(
                        Rcode.NOERROR,
                        DnsRecords.address(host, "192.0.2.2"),
                        DnsRecords.address(host, "192.0.2.1"),
                        DnsRecords.address(host, "192.0.2.2"))
                : query.reply(
                        Rcode.NOERROR,
                        DnsRecords.address(host, "2001:db8::1"),
                        DnsRecords.address(host, "2001:db8::1")));

        assertThat(get(resolver.addresses(host)).addresses())
                .containsExactly(
                        InetAddress.getByName("192.0.2.2"),
                        InetAddress.getByName("192.0.2.1"),
                        InetAddress.getByName("2001:db8::1"));
    }

    @Test
    void mx_oddOnes() {
        Resolver resolver = newResolver(query -> query.reply(
                Rcode.NOERROR,
                DnsRecords.mx("example.com", 65535, "Z.Example.com"),
                DnsRecords.mx("example.com", 40000, "mx.example.com"),
                DnsRecords.mx("example.com", 10, "b.example.com"),
                DnsRecords.mx("example.com", 10, "a\\.b.\\228.example.com"),
                DnsRecords.mx("example.com", 0, "")));

        assertThat(get(resolver.mx("example.com")).records())
                .containsExactly(
                        new MxRecord(0, ""),
                        new MxRecord(10, "a\\.b.\\228.example.com"),
                        new MxRecord(10, "b.example.com"),
                        new MxRecord(40000, "mx.example.com"),
                        new MxRecord(65535, "z.example.com"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # data                 | why
            00                     | half a preference
            00 0A                  | no host
            00 0A 02 6D 78         | the host does not end
            00 0A 02 6D 78 00 00   | something after the host
            00 0A C0 FF            | a pointer to behind
            """)
    void mx_malformed(String data, String why) {
        Resolver resolver = newResolver(query -> query.raw(Type.MX, Hex.bytes(data)));

        assertThat(get(resolver.mx("example.com")).outcome()).as(why).isEqualTo(Outcome.MALFORMED);
    }

    @Test
    void mx_orderOfAnswer() {
        List<Record> records = new ArrayList<>(List.of(
                DnsRecords.cname("example.com", "a.test"),
                DnsRecords.cname("a.test", "b.test"),
                DnsRecords.mx("b.test", 10, "mx2.b.test"),
                DnsRecords.mx("b.test", 10, "mx1.b.test"),
                DnsRecords.mx("b.test", 5, "mx3.b.test"),
                DnsRecords.mx("other.test", 1, "evil.test")));
        Random random = new Random(8461);
        Resolver resolver = newResolver(query -> {
            Collections.shuffle(records, random);
            return query.reply(Rcode.NOERROR, records.toArray(Record[]::new));
        });
        Lookup<MxRecord> expected = new Lookup<>(
                "example.com",
                Outcome.FOUND,
                List.of(new MxRecord(5, "mx3.b.test"), new MxRecord(10, "mx1.b.test"), new MxRecord(10, "mx2.b.test")),
                List.of("a.test", "b.test"));

        for (int i = 0; i < 20; i++) {
            assertThat(get(resolver.mx("example.com")))
                    .usingRecursiveComparison()
                    .ignoringFields("ttlSeconds")
                    .isEqualTo(expected);
        }
    }

    @Test
    void txt_wrongOwner() {
        Resolver resolver =
                newResolver(query -> query.reply(Rcode.NOERROR, DnsRecords.txt("evil.test", "v=STSv1; id=1;")));

        assertThat(get(resolver.txt(NAME))).isEqualTo(Lookup.without(NAME, Outcome.NO_DATA));
    }

    @Test
    void txt_referral() {
        DnsServer lame = serving(query -> {
            Message response = query.response();
            response.getHeader().unsetFlag(Flags.RA);
            response.addRecord(DnsRecords.ns("com", "ns.test"), Section.AUTHORITY);
            return DnsReply.of(response);
        });

        assertThat(get(newResolver(PATIENT, 2, lame).txt(NAME)).outcome()).isEqualTo(Outcome.REFERRAL);
    }

    // Aliases

    @Test
    void txt_aliasToNowhere() {
        Resolver resolver = newResolver(query ->
                query.reply(Rcode.NXDOMAIN, DnsRecords.cname(NAME, "a.test"), DnsRecords.cname("a.test", "b.test")));

        Lookup<String> lookup = get(resolver.txt(NAME));

        assertThat(lookup).isEqualTo(new Lookup<>(NAME, Outcome.NX_DOMAIN, List.of(), List.of("a.test", "b.test")));
        assertThat(lookup.dangling()).isTrue();
    }

    @Test
    void txt_aliasOnly_targetIsQueried() {
        DnsServer dns = serving(query -> switch (query.name()) {
            case NAME -> query.reply(Rcode.NOERROR, DnsRecords.cname(NAME, "a.test"));
            case "a.test" -> query.reply(Rcode.NOERROR, DnsRecords.cname("a.test", "b.test"));
            default -> query.reply(Rcode.NOERROR, DnsRecords.txt("b.test", "v=STSv1; id=1;"));
        });

        Lookup<String> lookup = get(newResolver(PATIENT, 1, dns).txt(NAME));

        assertThat(lookup)
                .usingRecursiveComparison()
                .ignoringFields("ttlSeconds")
                .isEqualTo(new Lookup<>(NAME, Outcome.FOUND, List.of("v=STSv1; id=1;"), List.of("a.test", "b.test")));
        assertThat(dns.queries()).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource({
        // zone of the SOA, questions
        "'', 2",
        "b.test, 1",
        "test, 1",
        "x.b.test, 2",
        "xb.test, 2",
        "est, 2"
    })
    void txt_aliasOnly_endDenied(String zone, int questions) {
        DnsServer dns = serving(query -> {
            Message response = query.name().equals(NAME)
                    ? query.response(Rcode.NOERROR, DnsRecords.cname(NAME, "b.test"))
                    : query.response();
            if (!zone.isEmpty()) {
                response.addRecord(DnsRecords.soa(zone), Section.AUTHORITY);
            }
            return DnsReply.of(response);
        });

        assertThat(get(newResolver(PATIENT, 1, dns).txt(NAME)))
                .isEqualTo(new Lookup<>(NAME, Outcome.NO_DATA, List.of(), List.of("b.test")));
        assertThat(dns.queries())
                .as("the zone of the name itself need not be queried again")
                .hasSize(questions);
    }

    @Test
    void txt_aliasOnly_endFails() {
        Resolver resolver = newResolver(query -> query.name().equals(NAME)
                ? query.reply(Rcode.NOERROR, DnsRecords.cname(NAME, "a.test"))
                : query.reply(Rcode.REFUSED));

        assertThat(get(resolver.txt(NAME)))
                .isEqualTo(new Lookup<>(NAME, Outcome.REFUSED, List.of(), List.of("a.test")));
    }

    @Test
    void txt_aliasToRoot() {
        DnsServer dns = serving(query -> query.name().equals(NAME)
                ? query.reply(Rcode.NOERROR, DnsRecords.cname(NAME, ""))
                : query.reply(Rcode.NOERROR));

        assertThat(get(newResolver(PATIENT, 1, dns).txt(NAME)))
                .isEqualTo(new Lookup<>(NAME, Outcome.NO_DATA, List.of(), List.of("")));
    }

    @Test
    void txt_aliasWithDotInLabel() {
        Resolver resolver = newResolver(query -> query.reply(Rcode.NOERROR, DnsRecords.cname(NAME, "a\\.b.test")));

        assertThat(get(resolver.txt(NAME)))
                .as("it cannot be queried")
                .isEqualTo(new Lookup<>(NAME, Outcome.MALFORMED, List.of(), List.of("a\\.b.test")));
    }

    @Test
    void txt_dname() {
        Resolver resolver = newResolver(query -> query.reply(
                Rcode.NOERROR,
                DnsRecords.dname("example.com", "example.net"),
                DnsRecords.cname(NAME, "_mta-sts.example.net"),
                DnsRecords.txt("_mta-sts.example.net", "v=STSv1; id=1;")));

        assertThat(get(resolver.txt(NAME)))
                .usingRecursiveComparison()
                .ignoringFields("ttlSeconds")
                .isEqualTo(
                        new Lookup<>(NAME, Outcome.FOUND, List.of("v=STSv1; id=1;"), List.of("_mta-sts.example.net")));
    }

    @ParameterizedTest
    @CsvSource({
        "1, false, FOUND", "11, false, FOUND", "32, false, FOUND", "33, false, TOO_MANY_ALIASES",
        "1, true, FOUND", "11, true, FOUND", "32, true, FOUND", "33, true, TOO_MANY_ALIASES"
    })
    void txt_chain(int hops, boolean oneAtATime, Outcome outcome) {
        DnsServer dns = serving(query -> {
            int at = query.name().equals(NAME)
                    ? 0
                    : Integer.parseInt(query.name().split("\\.")[0].substring(1));
            List<Record> answers = new ArrayList<>();
            for (int i = at; i < hops && (i == at || !oneAtATime); i++) {
                answers.add(DnsRecords.cname(i == 0 ? NAME : "h" + i + ".test", "h" + (i + 1) + ".test"));
            }
            if (!oneAtATime || at == hops) {
                answers.add(DnsRecords.txt("h" + hops + ".test", "v=STSv1; id=1;"));
            }
            return query.reply(Rcode.NOERROR, answers.toArray(Record[]::new));
        });

        Lookup<String> lookup = get(newResolver(PATIENT, 1, dns).txt(NAME));

        assertThat(lookup.outcome()).isEqualTo(outcome);
        assertThat(lookup.cnames())
                .isEqualTo(IntStream.rangeClosed(1, hops)
                        .mapToObj(i -> "h" + i + ".test")
                        .toList());
        assertThat(dns.queries()).hasSize(oneAtATime ? Math.min(hops, 32) + 1 : 1);
    }

    @ParameterizedTest
    @CsvSource({
        // targets in a row, one at a time
        NAME + ", false",
        NAME + ", true",
        "a.test " + NAME + ", false",
        "a.test " + NAME + ", true",
        "a.test a.test, false",
        "a.test a.test, true",
        "a.test b.test a.test, true"
    })
    void txt_circle(String targets, boolean oneAtATime) {
        List<String> circle = Stream.concat(Stream.of(NAME), Arrays.stream(targets.split(" ")))
                .toList();
        DnsServer dns = serving(query -> {
            List<Record> answers = new ArrayList<>();
            for (int i = 0; i < circle.size() - 1; i++) {
                if (!oneAtATime || circle.get(i).equals(query.name())) {
                    answers.add(DnsRecords.cname(circle.get(i), circle.get(i + 1)));
                }
            }
            return query.reply(Rcode.NOERROR, answers.toArray(Record[]::new));
        });

        Lookup<String> lookup = get(newResolver(PATIENT, 3, dns, dns).txt(NAME));

        assertThat(lookup)
                .isEqualTo(new Lookup<>(NAME, Outcome.ALIAS_LOOP, List.of(), circle.subList(1, circle.size())));
        assertThat(dns.queries()).as("no other server would do better").hasSizeLessThanOrEqualTo(3);
    }

    // Failures

    @ParameterizedTest
    @CsvSource({
        "0, NO_DATA, 1",
        "1, FORMAT_ERROR, 2",
        "2, SERVER_FAILURE, 1",
        "3, NX_DOMAIN, 1",
        "4, NOT_IMPLEMENTED, 2",
        "5, REFUSED, 1",
        "6, OTHER_ERROR, 1",
        "9, OTHER_ERROR, 1",
        "11, OTHER_ERROR, 1",
        "15, OTHER_ERROR, 1"
    })
    void txt_rcode(int rcode, Outcome outcome, int queries) {
        DnsServer dns = serving(query -> query.reply(rcode));

        assertThat(get(newResolver(PATIENT, 3, dns).txt(NAME))).isEqualTo(Lookup.without(NAME, outcome));
        assertThat(dns.queries()).as("not again, but for a query without EDNS").hasSize(queries);
    }

    @ParameterizedTest
    @CsvSource({
        "2, 5, SERVER_FAILURE",
        "2, 6, BOGUS",
        "2, 9, BOGUS",
        "2, 12, BOGUS",
        "2, 13, SERVER_FAILURE",
        "5, 6, REFUSED",
        "0, 6, NO_DATA",
        "3, 6, NX_DOMAIN"
    })
    void txt_extendedError(int rcode, int code, Outcome outcome) {
        Resolver resolver = newResolver(query -> {
            Message response = query.response(rcode);
            response.addRecord(
                    new OPTRecord(1232, 0, 0, 0, List.of(new ExtendedErrorCodeOption(code, "why"))),
                    Section.ADDITIONAL);
            return DnsReply.of(response);
        });

        assertThat(get(resolver.txt(NAME)).outcome()).isEqualTo(outcome);
    }

    @Test
    void txt_extendedRcode() {
        Resolver resolver = newResolver(query -> {
            Message response = query.response(Rcode.NOERROR);
            response.addRecord(new OPTRecord(1232, 1, 0), Section.ADDITIONAL);
            return DnsReply.of(response);
        });

        assertThat(get(resolver.txt(NAME)).outcome())
                .as("BADVERS, whose lower bits are NOERROR")
                .isEqualTo(Outcome.NOT_IMPLEMENTED);
    }

    /** As old forwarders do: some answer with the code, some with nothing but the header. RFC 6891, 6.2.2 and 7. */
    @ParameterizedTest
    @ValueSource(strings = {"FORMERR", "NOTIMP", "BADVERS", "header only"})
    void txt_withoutEdns(String kind) {
        DnsServer dns = serving(query -> {
            if (query.message().getOPT() == null) {
                return query.reply(Rcode.NOERROR, DnsRecords.txt(query.name(), "v=STSv1; id=1;"));
            }
            Message response = query.response(kind.equals("NOTIMP") ? Rcode.NOTIMP : Rcode.FORMERR);
            if (kind.equals("BADVERS")) {
                response.getHeader().setRcode(Rcode.NOERROR);
                response.addRecord(new OPTRecord(1232, 1, 0), Section.ADDITIONAL);
            } else if (kind.equals("header only")) {
                response.removeAllRecords(Section.QUESTION);
            }
            return DnsReply.of(response);
        });
        Resolver resolver = newResolver(PATIENT, 1, dns);

        assertThat(get(resolver.txt(NAME)).records()).containsExactly("v=STSv1; id=1;");
        assertThat(dns.queries()).hasSize(2);
        assertThat(get(resolver.txt("next.test")).records()).containsExactly("v=STSv1; id=1;");
        assertThat(dns.queries()).as("remembered for the next query").hasSize(3);
    }

    /** A server that fails with and without EDNS, perhaps because of the name, still gets EDNS for other names. */
    @Test
    void txt_failsWithoutEdnsToo() {
        DnsServer dns = serving(query -> query.name().equals(NAME)
                ? query.reply(Rcode.FORMERR)
                : query.reply(Rcode.NOERROR, DnsRecords.txt(query.name(), "here")));
        Resolver resolver = newResolver(PATIENT, 1, dns);

        assertThat(get(resolver.txt(NAME)).outcome()).isEqualTo(Outcome.FORMAT_ERROR);
        assertThat(get(resolver.txt("next.test")).outcome()).isEqualTo(Outcome.FOUND);
        assertThat(dns.queries())
                .extracting(query -> query.message().getOPT() != null)
                .containsExactly(true, false, true);
    }

    @ParameterizedTest
    @CsvSource({
        // the behavior of two servers, the outcome, and the queries to each in two attempts
        "TIMEOUT,        FOUND,          FOUND,          1, 1",
        "REFUSED,        FOUND,          FOUND,          1, 1",
        "SERVER_FAILURE, FOUND,          FOUND,          1, 1",
        "MALFORMED,      FOUND,          FOUND,          1, 1",
        "TRUNCATED,      FOUND,          FOUND,          1, 1",
        "NX_DOMAIN,      FOUND,          NX_DOMAIN,      1, 0",
        "NO_DATA,        FOUND,          NO_DATA,        1, 0",
        "REFUSED,        NX_DOMAIN,      NX_DOMAIN,      1, 1",
        "REFUSED,        TIMEOUT,        REFUSED,        1, 2",
        "TIMEOUT,        REFUSED,        REFUSED,        2, 1",
        "TIMEOUT,        TIMEOUT,        TIMEOUT,        2, 2",
        "TIMEOUT,        TRUNCATED,      TRUNCATED,      2, 2",
        "TRUNCATED,      TIMEOUT,        TRUNCATED,      2, 2",
        "TRUNCATED,      MALFORMED,      MALFORMED,      2, 1",
        "TIMEOUT,        SERVER_FAILURE, SERVER_FAILURE, 2, 1",
        "BOGUS,          REFUSED,        BOGUS,          1, 1",
        "SERVER_FAILURE, BOGUS,          BOGUS,          1, 1",
        "FORMAT_ERROR,   FOUND,          FOUND,          2, 1",
        "NOT_IMPLEMENTED, FOUND,         FOUND,          2, 1",
        "FORMAT_ERROR,   TIMEOUT,        FORMAT_ERROR,   2, 2",
        "OTHER_ERROR,    FOUND,          FOUND,          1, 1",
        "REFERRAL,       FOUND,          FOUND,          1, 1",
        "ALIAS_LOOP,     FOUND,          ALIAS_LOOP,     1, 0",
        "TOO_MANY_ALIASES, FOUND,        TOO_MANY_ALIASES, 1, 0",
    })
    void txt_failover(Outcome first, Outcome second, Outcome outcome, int askedFirst, int askedSecond)
            throws Exception {
        DnsServer one = serving(query -> acting(first, query)).withoutTcp();
        DnsServer two = serving(query -> acting(second, query)).withoutTcp();

        assertThat(get(newResolver(IMPATIENT, 2, one, two).txt(NAME)).outcome()).isEqualTo(outcome);
        assertThat(one.queries()).hasSize(askedFirst);
        assertThat(two.queries()).hasSize(askedSecond);
    }

    @Test
    void txt_silentServer_isQueriedLastAfterwards() {
        DnsServer one = serving(query -> DnsReply.NONE);
        DnsServer two = serving(query -> query.reply(Rcode.NOERROR, DnsRecords.txt(query.name(), "v=STSv1; id=1;")));
        Resolver resolver = newResolver(IMPATIENT, 2, one, two);

        for (String name : List.of("_mta-sts.a.test", "_mta-sts.b.test", "_mta-sts.c.test")) {
            assertThat(get(resolver.txt(name)).outcome()).isEqualTo(Outcome.FOUND);
        }

        assertThat(one.queries()).extracting(ReceivedDnsQuery::name).containsExactly("_mta-sts.a.test");
        assertThat(two.queries()).hasSize(3);
    }

    @Test
    void txt_firstAnswersLost() {
        DnsServer dns = serving(query -> query.number() < 3
                ? DnsReply.NONE
                : query.reply(Rcode.NOERROR, DnsRecords.txt(NAME, "v=STSv1; id=1;")));

        assertThat(get(newResolver(IMPATIENT, 3, dns).txt(NAME)).records()).containsExactly("v=STSv1; id=1;");
        assertThat(dns.queries()).hasSize(3);
    }

    @Test
    void txt_closedPort() throws Exception {
        DnsServer dns = serving(query -> DnsReply.NONE);
        dns.close();

        assertThat(get(newResolver(IMPATIENT, 2, dns).txt(NAME)).outcome()).isEqualTo(Outcome.TIMEOUT);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # name                      | outcome
            a..example.com              | MALFORMED
            .example.com                | MALFORMED
            example.com.                | MALFORMED
            bücher.example              | MALFORMED
            a b.example                 | MALFORMED
            a\\.b.example               | MALFORMED
            a\\000.example              | MALFORMED
            """)
    void txt_notAName(String name, Outcome outcome) {
        DnsServer dns = serving(query -> query.reply(Rcode.NOERROR));

        assertThat(get(newResolver(PATIENT, 1, dns).txt(name)).outcome()).isEqualTo(outcome);
        assertThat(dns.queries()).isEmpty();
    }

    @Test
    void txt_lengths() {
        String label = "a".repeat(63);
        String longest = String.join(".", label, label, label, "a".repeat(61));
        Resolver resolver = newResolver(query -> query.reply(Rcode.NOERROR, DnsRecords.txt(query.name(), "here")));

        assertThat(get(resolver.txt(longest)).outcome()).isEqualTo(Outcome.FOUND);
        assertThat(get(resolver.txt(longest + "a")).outcome()).isEqualTo(Outcome.NAME_TOO_LONG);
        assertThat(get(resolver.txt(label + ".example")).outcome()).isEqualTo(Outcome.FOUND);
        assertThat(get(resolver.txt(label + "a.example")).outcome()).isEqualTo(Outcome.NAME_TOO_LONG);
    }

    // TCP

    @Test
    void mx_manyByTcp() {
        Record[] records = IntStream.range(0, 40)
                .mapToObj(i -> DnsRecords.mx("example.com", i, "x".repeat(50) + i + ".test"))
                .toArray(Record[]::new);
        DnsServer dns = serving(query -> query.isTcp() ? query.reply(Rcode.NOERROR, records) : query.truncated());

        assertThat(get(newResolver(PATIENT, 1, dns).mx("example.com")).records())
                .hasSize(40);
        assertThat(dns.queries()).extracting(ReceivedDnsQuery::isTcp).containsExactly(false, true);
    }

    @ParameterizedTest
    @CsvSource({
        // The length alone takes two octets; with a time between them that is longer than all the time there is.
        "1,    FOUND",
        "1000, TRUNCATED"
    })
    void txt_slowByTcp(long millis, Outcome outcome) {
        DnsServer dns = serving(query -> query.isTcp()
                        ? query.reply(Rcode.NOERROR, DnsRecords.txt(NAME, "v=STSv1; id=1;"))
                        : query.truncated())
                .throttleTcp(new Throttle(1, Duration.ofMillis(millis)));

        Resolver resolver = newResolver(outcome == Outcome.FOUND ? PATIENT : IMPATIENT, 1, dns);

        assertThat(get(resolver.txt(NAME)).outcome()).isEqualTo(outcome);
    }

    @Test
    void mx_truncatedWithoutTheFlag() {
        Record[] records = IntStream.range(0, 40)
                .mapToObj(i -> DnsRecords.mx("example.com", i, "x".repeat(50) + i + ".test"))
                .toArray(Record[]::new);
        DnsServer dns = serving(query -> query.reply(Rcode.NOERROR, records));

        assertThat(get(newResolver(PATIENT, 1, dns).mx("example.com")).records())
                .as("more than was announced to fit, sent all the same")
                .hasSize(40);
        assertThat(dns.queries()).extracting(ReceivedDnsQuery::isTcp).containsExactly(false, true);
    }

    @Test
    void txt_lastOctetMissing() {
        Resolver resolver = newResolver(query -> {
            byte[] whole = query.response(Rcode.NOERROR, DnsRecords.txt(NAME, "v=STSv1; id=1;"))
                    .toWire();
            return DnsReply.of(Arrays.copyOf(whole, whole.length - 1));
        });

        assertThat(get(resolver.txt(NAME)).outcome()).isEqualTo(Outcome.MALFORMED);
    }

    @Test
    void txt_truncatedByTcpToo() {
        DnsServer dns = serving(ReceivedDnsQuery::truncated);

        assertThat(get(newResolver(PATIENT, 2, dns).txt(NAME)).outcome()).isEqualTo(Outcome.TRUNCATED);
        assertThat(dns.queries()).extracting(ReceivedDnsQuery::isTcp).containsExactly(false, true, false, true);
    }

    @Test
    void txt_tcpRefused() throws Exception {
        DnsServer dns = serving(ReceivedDnsQuery::truncated).withoutTcp();

        assertThat(get(newResolver(PATIENT, 1, dns).txt(NAME)).outcome()).isEqualTo(Outcome.TRUNCATED);
    }

    @Test
    void txt_tcpSilent() {
        DnsServer dns = serving(query -> query.isTcp() ? DnsReply.NONE : query.truncated());

        assertThat(get(newResolver(IMPATIENT, 1, dns).txt(NAME)).outcome())
                .as("a part of the answer did come")
                .isEqualTo(Outcome.TRUNCATED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"id", "question", "none", "noise"})
    void txt_tcpGarbage(String kind) {
        DnsServer dns = serving(query -> query.isTcp() ? DnsReply.of(nonsense(kind, query)) : query.truncated());

        assertThat(get(newResolver(PATIENT, 1, dns).txt(NAME)).outcome()).isEqualTo(Outcome.TRUNCATED);
    }

    // Budget of a check

    @Test
    void addresses_eightOfEachFamily() {
        Record[] records = IntStream.range(0, 3000)
                .mapToObj(i -> DnsRecords.address("mx.example.com", "198.18." + i / 256 + "." + i % 256))
                .toArray(Record[]::new);
        DnsServer dns = serving(query -> query.type().code() == Type.AAAA
                ? query.reply(Rcode.NOERROR)
                : query.isTcp() ? query.reply(Rcode.NOERROR, records) : query.truncated());

        assertThat(get(newResolver(PATIENT, 1, dns).addresses("mx.example.com")).addresses())
                .hasSize(8);
    }

    @ParameterizedTest
    @CsvSource({"1000, FOUND", "1001, TOO_LARGE"})
    void mx_mostRecords(int count, Outcome outcome) {
        Record[] records = IntStream.range(0, count)
                .mapToObj(i -> DnsRecords.mx("example.com", i, "mx" + i + ".example.com"))
                .toArray(Record[]::new);
        DnsServer dns = serving(query -> query.isTcp() ? query.reply(Rcode.NOERROR, records) : query.truncated());

        assertThat(get(newResolver(PATIENT, 2, dns, dns).mx("example.com")).outcome())
                .isEqualTo(outcome);
        assertThat(dns.queries()).as("no other server is queried").hasSize(2);
    }

    @Test
    void check_queriesAreLimited() {
        DnsServer dns = serving(query -> query.reply(Rcode.NOERROR));
        Resolver check = newResolver(PATIENT, 1, dns).forCheck();
        List<Uni<Lookup<String>>> lookups = IntStream.rangeClosed(0, CheckBudget.MAX_QUERIES)
                .mapToObj(i -> check.txt("n" + i + ".test"))
                .toList();

        List<Lookup<String>> results =
                get(Uni.join().all(lookups).usingConcurrencyOf(16).andFailFast());

        assertThat(results.stream().filter(lookup -> lookup.outcome() == Outcome.NO_DATA))
                .hasSize(CheckBudget.MAX_QUERIES);
        assertThat(results.get(CheckBudget.MAX_QUERIES).outcome()).isEqualTo(Outcome.QUERY_LIMIT);
        assertThat(dns.queries()).hasSize(CheckBudget.MAX_QUERIES);
    }

    @Test
    void check_aliasesAndTcpCountToo() {
        DnsServer dns = serving(query -> {
            int at = Integer.parseInt(query.name().substring(1, query.name().indexOf('.')));
            return query.isTcp()
                    ? query.reply(
                            Rcode.NOERROR,
                            DnsRecords.cname(
                                    query.name(),
                                    "h" + (at + 1)
                                            + query.name()
                                                    .substring(query.name().indexOf('.'))))
                    : query.truncated();
        });
        Resolver check = newResolver(PATIENT, 3, dns).forCheck();

        for (int i = 0; i < 10; i++) {
            get(check.txt("h0.n" + i + ".test"));
        }

        assertThat(dns.queries()).hasSize(CheckBudget.MAX_QUERIES);
    }

    @Test
    void check_retriesAreLimited() {
        DnsServer dns = serving(query -> DnsReply.NONE);
        int names = 50;
        Resolver check = newResolver(Duration.ofMillis(50), 3, dns).forCheck();

        List<Lookup<String>> results = get(Uni.join()
                .all(IntStream.range(0, names)
                        .mapToObj(i -> check.txt("n" + i + ".test"))
                        .toList())
                .usingConcurrencyOf(16)
                .andFailFast());

        assertThat(results).allMatch(lookup -> lookup.outcome() == Outcome.TIMEOUT);
        assertThat(dns.queries()).hasSize(names + CheckBudget.MAX_RETRIES);
    }

    @Test
    void check_octetsAreLimited() {
        String text = "x".repeat(200);
        Record[] records = IntStream.range(0, 163)
                .mapToObj(i -> DnsRecords.txt("big.test", "%04d".formatted(i) + text.substring(3)))
                .toArray(Record[]::new);
        DnsServer dns = serving(query -> query.isTcp() ? query.reply(Rcode.NOERROR, records) : query.truncated());
        Resolver resolver = newResolver(PATIENT, 1, dns);
        Resolver check = resolver.forCheck();

        assertThat(IntStream.range(0, 5)
                        .mapToObj(i -> get(check.txt("big.test")).outcome()))
                .as("of 32763 octets each")
                .containsExactly(Outcome.FOUND, Outcome.FOUND, Outcome.FOUND, Outcome.FOUND, Outcome.TOO_LARGE);
        assertThat(get(resolver.forCheck().txt("big.test")).outcome())
                .as("another check")
                .isEqualTo(Outcome.FOUND);
    }

    /** A hundred checks of a hundred dead names each. */
    @Test
    void healthyLookup_isNotDelayedByDeadNames() throws Exception {
        DnsServer dns = serving(query -> query.name().startsWith("dead")
                ? DnsReply.NONE
                : query.reply(Rcode.NOERROR, DnsRecords.txt(query.name(), "here")));
        NettyResolver resolver = newResolver(PATIENT, 3, dns);
        Queue<Object> ended = new ConcurrentLinkedQueue<>();
        List<Cancellable> hostile = new ArrayList<>();
        List<Long> millis = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            Resolver check = resolver.forCheck();
            for (int j = 0; j < 100; j++) {
                hostile.add(
                        check.txt("dead" + i + "-" + j + ".test").subscribe().with(ended::add, ended::add));
            }
            Resolver healthy = resolver.forCheck();
            long begin = System.nanoTime();
            List<Lookup<String>> results = get(Uni.join()
                    .all(IntStream.range(0, 8)
                            .mapToObj(j -> healthy.txt("n" + j + ".test"))
                            .toList())
                    .andFailFast());
            millis.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin));
            assertThat(results).allMatch(lookup -> lookup.outcome() == Outcome.FOUND);
        }
        hostile.forEach(Cancellable::cancel);

        assertThat(ended).as("the dead names still wait").isEmpty();
        assertThat(millis.stream().sorted().toList().get(95)).isLessThan(500L);
    }

    /** The slots are all taken by checks with one query each, so nothing can be taken from one of them. */
    @Test
    void noSlotInTime_isOverload() {
        DnsServer dns = serving(query -> query.name().startsWith("dead") ? DnsReply.NONE : query.reply(Rcode.NOERROR));
        NettyResolver resolver = newResolver(Duration.ofMillis(1500), 1, dns);
        Queue<Object> ended = new ConcurrentLinkedQueue<>();
        List<Cancellable> hostile = new ArrayList<>();
        CompletableFuture<Lookup<String>> late = new CompletableFuture<>();
        vertx.runOnContext(begin -> {
            for (int i = 0; i < 1024; i++) {
                hostile.add(resolver.txt("dead" + i + ".test").subscribe().with(ended::add, ended::add));
            }
            // These take the slots of the first ones, and have them for as long as the last one waits.
            vertx.setTimer(700, later -> {
                for (int i = 1024; i < 3500; i++) {
                    hostile.add(resolver.txt("dead" + i + ".test").subscribe().with(ended::add, ended::add));
                }
                hostile.add(resolver.txt(NAME).subscribe().with(late::complete, late::completeExceptionally));
            });
        });

        assertThat(late)
                .failsWithin(Duration.ofSeconds(20))
                .withThrowableThat()
                .withCauseInstanceOf(SocketsExhaustedException.class);
        vertx.runOnContext(end -> hostile.forEach(Cancellable::cancel));
    }

    @Test
    void cancelled_freesItsSlots() throws Exception {
        DnsServer dns = serving(query -> query.name().startsWith("dead") ? DnsReply.NONE : query.reply(Rcode.NOERROR));
        NettyResolver resolver = newResolver(Duration.ofSeconds(60), 1, dns);
        CompletableFuture<Lookup<String>> next = new CompletableFuture<>();
        vertx.runOnContext(begin -> {
            List<Cancellable> hostile = new ArrayList<>();
            for (int i = 0; i < 2500; i++) {
                hostile.add(resolver.txt("dead" + i + ".test").subscribe().with(item -> {}, failure -> {}));
            }
            resolver.txt(NAME).subscribe().with(next::complete, next::completeExceptionally);
            vertx.setTimer(100, later -> hostile.forEach(Cancellable::cancel));
        });

        assertThat(next).succeedsWithin(Duration.ofSeconds(10));
    }

    // Forgery

    @ParameterizedTest
    @ValueSource(strings = {"id", "question", "none", "noise"})
    void txt_garbageFirst(String kind) {
        Resolver resolver = newResolver(query -> DnsReply.of(
                nonsense(kind, query),
                query.response(Rcode.NOERROR, DnsRecords.txt(NAME, "v=STSv1; id=right;"))
                        .toWire()));

        assertThat(get(resolver.txt(NAME)).records()).containsExactly("v=STSv1; id=right;");
    }

    @Test
    void txt_otherSender() {
        Resolver resolver = newResolver(query -> {
            query.sendFrom(
                    InetAddress.getLoopbackAddress(),
                    query.response(Rcode.NOERROR, DnsRecords.txt(NAME, "forged"))
                            .toWire());
            return query.reply(Rcode.NOERROR, DnsRecords.txt(NAME, "v=STSv1; id=right;"));
        });

        assertThat(get(resolver.txt(NAME)).records()).containsExactly("v=STSv1; id=right;");
    }

    @Test
    void txt_portOfEachQuery() {
        DnsServer dns = serving(query -> query.reply(Rcode.NOERROR));
        Resolver resolver = newResolver(PATIENT, 1, dns);
        for (int i = 0; i < 8; i++) {
            get(resolver.txt(NAME));
        }

        assertThat(dns.queries().stream()
                        .map(ReceivedDnsQuery::client)
                        .distinct()
                        .count())
                .isGreaterThan(6);
    }

    @Test
    void log_containsNoName() {
        Queue<String> lines = new ConcurrentLinkedQueue<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord line) {
                if (line.getLevel().intValue() >= Level.INFO.intValue()) {
                    lines.add(line.getMessage() + Arrays.toString(line.getParameters()) + line.getThrown());
                }
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger root = Logger.getLogger("");
        root.addHandler(handler);
        try {
            for (String kind : List.of("id", "question", "none", "noise")) {
                txt_garbageFirst(kind);
                txt_tcpGarbage(kind);
            }
            get(newResolver(IMPATIENT, 1, serving(query -> DnsReply.NONE)).txt(NAME));
            Logger.getLogger("io.mtasts.dns").warning("heard");
        } finally {
            root.removeHandler(handler);
        }

        assertThat(lines).anyMatch(line -> line.contains("heard")).noneMatch(line -> line.contains("example"));
    }

    // Threads, cancellation and the end

    @Test
    void txt_onContextOfCaller() throws Exception {
        Resolver resolver = newResolver(query -> query.reply(Rcode.NOERROR));
        CompletableFuture<Boolean> same = new CompletableFuture<>();
        vertx.runOnContext(start -> {
            Thread loop = Thread.currentThread();
            resolver.txt(NAME).subscribe().with(lookup -> same.complete(Thread.currentThread() == loop));
        });

        assertThat(same.get(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void txt_manyAtOnce() {
        Resolver resolver =
                newResolver(query -> query.reply(Rcode.NOERROR, DnsRecords.txt(query.name(), query.name())));
        List<Uni<Lookup<String>>> lookups = IntStream.range(0, 200)
                .mapToObj(i -> resolver.txt("n" + i + ".test"))
                .toList();

        List<Lookup<String>> answers =
                get(Uni.join().all(lookups).usingConcurrencyOf(32).andFailFast());

        assertThat(answers).allSatisfy(lookup -> assertThat(lookup.records()).containsExactly(lookup.name()));
    }

    @Test
    void txt_cancelled() throws Exception {
        CountDownLatch queried = new CountDownLatch(1);
        CountDownLatch cancelled = new CountDownLatch(1);
        Queue<Object> received = new ConcurrentLinkedQueue<>();
        Resolver resolver = newResolver(query -> {
            if (query.name().equals(NAME)) {
                queried.countDown();
                await(cancelled);
            }
            return query.reply(Rcode.NOERROR, DnsRecords.txt(query.name(), "late"));
        });

        Cancellable lookup = resolver.txt(NAME).subscribe().with(received::add, received::add);
        await(queried);
        lookup.cancel();
        cancelled.countDown();

        assertThat(get(resolver.txt("next.test")).records()).containsExactly("late");
        assertThat(received).isEmpty();
    }

    @Test
    void txt_cancelledAtAnyMoment() {
        Resolver resolver = newResolver(query -> query.isTcp()
                ? query.reply(Rcode.NOERROR, DnsRecords.txt(query.name(), "late"))
                : query.number() % 2 == 0 ? query.truncated() : query.reply(Rcode.NOERROR));
        Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
        for (int i = 0; i < 200; i++) {
            Cancellable lookup = resolver.txt(NAME).subscribe().with(item -> {}, failures::add);
            for (int spin = 0; spin < i * 20; spin++) {
                Thread.onSpinWait();
            }
            lookup.cancel();
        }

        assertThat(get(resolver.txt("next.test")).conclusive()).isTrue();
        assertThat(failures).isEmpty();
    }

    @Test
    void txt_closedBefore() throws Exception {
        DnsServer dns = serving(query -> query.reply(Rcode.NOERROR));
        NettyResolver resolver = newResolver(PATIENT, 3, dns, dns);
        resolver.close();

        assertThat(get(resolver.txt(NAME)).outcome()).isEqualTo(Outcome.TIMEOUT);
        assertThat(dns.queries()).isEmpty();
        resolver.close();
    }

    @Test
    void txt_closedDuringTheQuery() throws Exception {
        CountDownLatch queried = new CountDownLatch(1);
        DnsServer dns = serving(query -> {
            queried.countDown();
            return DnsReply.NONE;
        });
        NettyResolver resolver = newResolver(IMPATIENT, 3, dns);
        CompletableFuture<Lookup<String>> lookup =
                resolver.txt(NAME).subscribe().asCompletionStage();
        await(queried);
        resolver.close();

        assertThat(lookup.get(10, TimeUnit.SECONDS).outcome()).isEqualTo(Outcome.TIMEOUT);
        assertThat(dns.queries()).as("nothing is queried after the end").hasSize(1);
    }

    @Test
    void txt_vertxClosed() throws Exception {
        Vertx other = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        NettyResolver resolver =
                new NettyResolver(other, List.of(serving(query -> DnsReply.NONE).address()), IMPATIENT, 1);
        open.add(resolver);
        other.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);

        assertThat(get(resolver.txt(NAME)).outcome()).isEqualTo(Outcome.TIMEOUT);
    }

    @Test
    void new_withoutServers() {
        List<InetSocketAddress> one = List.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 53));

        assertThatThrownBy(() -> new NettyResolver(vertx, List.of(), PATIENT, 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new NettyResolver(vertx, one, PATIENT, 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new NettyResolver(vertx, one, Duration.ofNanos(999_999), 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static DnsReply acting(Outcome outcome, ReceivedDnsQuery query) throws IOException {
        return switch (outcome) {
            case FOUND -> query.reply(Rcode.NOERROR, DnsRecords.txt(NAME, "v=STSv1; id=1;"));
            case NO_DATA, NAME_TOO_LONG -> query.reply(Rcode.NOERROR);
            case NX_DOMAIN -> query.reply(Rcode.NXDOMAIN);
            case SERVER_FAILURE -> query.reply(Rcode.SERVFAIL);
            case BOGUS -> {
                Message response = query.response(Rcode.SERVFAIL);
                response.addRecord(
                        new OPTRecord(1232, 0, 0, 0, List.of(new ExtendedErrorCodeOption(6, ""))), Section.ADDITIONAL);
                yield DnsReply.of(response);
            }
            case REFUSED -> query.reply(Rcode.REFUSED);
            case MALFORMED -> query.raw(Type.TXT, (byte) 9);
            case TIMEOUT -> DnsReply.NONE;
            case TRUNCATED -> query.truncated();
            case TOO_LARGE, QUERY_LIMIT, NOT_AUTHORITATIVE -> throw new IllegalArgumentException(outcome.name());
            case FORMAT_ERROR -> query.reply(Rcode.FORMERR);
            case NOT_IMPLEMENTED -> query.reply(Rcode.NOTIMP);
            case OTHER_ERROR -> query.reply(Rcode.YXDOMAIN);
            case ALIAS_LOOP -> query.reply(Rcode.SERVFAIL, DnsRecords.cname(NAME, NAME));
            case TOO_MANY_ALIASES ->
                query.reply(
                        Rcode.NOERROR,
                        IntStream.range(0, 33)
                                .mapToObj(i ->
                                        DnsRecords.cname(i == 0 ? NAME : "h" + i + ".test", "h" + (i + 1) + ".test"))
                                .toArray(Record[]::new));
            case REFERRAL -> {
                Message response = query.response();
                response.getHeader().unsetFlag(Flags.RA);
                response.addRecord(DnsRecords.ns("com", "ns.test"), Section.AUTHORITY);
                yield DnsReply.of(response);
            }
        };
    }

    /** Something that is no answer to the question. */
    private static byte[] nonsense(String kind, ReceivedDnsQuery query) {
        Message response = query.response(Rcode.NOERROR, DnsRecords.txt(NAME, "forged"));
        switch (kind) {
            case "id" -> response.getHeader().setID(response.getHeader().getID() ^ 1);
            case "question" -> {
                response.removeAllRecords(Section.QUESTION);
                response.addRecord(Record.newRecord(DnsRecords.name(NAME), Type.MX, DClass.IN), Section.QUESTION);
            }
            case "none" -> response.removeAllRecords(Section.QUESTION);
            default -> {
                return "example, and no DNS at all".getBytes(StandardCharsets.US_ASCII);
            }
        }
        return response.toWire();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static <T> T get(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(30));
    }

    private NettyResolver newResolver(DnsDispatcher script) {
        return newResolver(PATIENT, 1, serving(script));
    }

    private NettyResolver newResolver(Duration timeout, int attempts, DnsServer... servers) {
        NettyResolver resolver = new NettyResolver(
                vertx, Arrays.stream(servers).map(DnsServer::address).toList(), timeout, attempts);
        open.add(resolver);
        return resolver;
    }

    private DnsServer serving(DnsDispatcher script) {
        DnsServer dns = DnsServer.start(script);
        open.add(dns);
        return dns;
    }
}
