package io.mtasts.dns;

import static io.mtasts.dns.Dns.address;
import static io.mtasts.dns.Dns.raw;
import static io.mtasts.dns.Dns.txt;
import static org.assertj.core.api.Assertions.assertThat;

import io.mtasts.verdict.HostLookup;
import io.mtasts.verdict.Lookup;
import io.mtasts.verdict.Lookup.Outcome;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

class NettyResolverTest extends ResolverTests {

    @Test
    void txt_severalStringsAndRecords() {
        ScriptedDns dns = dns(e -> e.records(txt("a.test", "v=STSv1; ", "id=1;"), txt("a.test", "x")));
        Lookup<String> lookup = await(resolver(dns).txt("a.test"));
        assertThat(lookup).isEqualTo(Lookup.found("a.test", List.of("v=STSv1; id=1;", "x")));
    }

    @Test
    void question() {
        ScriptedDns dns = dns(e -> e.rcode(Rcode.NXDOMAIN));
        assertThat(await(resolver(dns).txt("_mta-sts.a.test")).outcome()).isEqualTo(Outcome.NX_DOMAIN);
        Message query = dns.seen.get(0).query();
        assertThat(query.getQuestion()).hasToString("_mta-sts.a.test.\t0\tIN\tTXT");
        assertThat(query.getOPT().getPayloadSize()).isEqualTo(1232);
        assertThat(query.getHeader().getFlag(org.xbill.DNS.Flags.RD)).isTrue();
        assertThat(dns.seen).hasSize(1);
    }

    @Test
    void addresses_bothFamilies() {
        ScriptedDns dns = dns(e -> e.records(
                e.query().getQuestion().getType() == Type.A
                        ? address("a.test", "192.0.2.1")
                        : address("a.test", "2001:db8::1")));
        HostLookup host = await(resolver(dns).addresses("a.test"));
        assertThat(host.addresses())
                .extracting(a -> a.getHostAddress())
                .containsExactly("192.0.2.1", "2001:db8:0:0:0:0:0:1");
        assertThat(host.name()).isEqualTo("a.test");
    }

    @Test
    void addresses_oneFamilyFails() {
        ScriptedDns dns = dns(e -> {
            if (e.query().getQuestion().getType() == Type.A) {
                e.rcode(Rcode.SERVFAIL);
            } else {
                e.records(address("a.test", "2001:db8::1"));
            }
        });
        HostLookup host = await(resolver(dns).addresses("a.test"));
        assertThat(host.a().outcome()).isEqualTo(Outcome.SERVER_FAILURE);
        assertThat(host.aaaa().outcome()).isEqualTo(Outcome.FOUND);
    }

    @Test
    void names_thatCannotBeAsked() {
        ScriptedDns dns = ScriptedDns.silent();
        open.add(dns);
        Resolver resolver = resolver(dns);
        assertThat(await(resolver.txt("_smtp._tls." + "a.".repeat(122) + "test"))
                        .outcome())
                .isEqualTo(Outcome.NAME_TOO_LONG);
        assertThat(await(resolver.mx("")).outcome()).isEqualTo(Outcome.NAME_TOO_LONG);
        assertThat(await(resolver.addresses("a\\.b.test")).a().outcome()).isEqualTo(Outcome.MALFORMED);
        assertThat(dns.seen).isEmpty();
    }

    @Test
    void malformedTxt() {
        ScriptedDns dns = dns(e -> e.server()
                .send(Dns.wire(
                        ScriptedDns.reply(e.query(), 0, raw("a.test", Type.TXT, DClass.IN, (byte) 200, (byte) 1)))));
        assertThat(await(resolver(dns).txt("a.test")).outcome()).isEqualTo(Outcome.MALFORMED);
        assertThat(dns.seen).hasSize(1);
    }

    @Test
    void strayAnswers_areIgnored() {
        ScriptedDns dns = dns(e -> {
            e.stranger()
                    .send(ScriptedDns.reply(e.query(), 0, txt("a.test", "stranger"))
                            .toWire());
            Message wrongId = ScriptedDns.reply(e.query(), 0, txt("a.test", "wrong id"));
            wrongId.getHeader().setID(e.query().getHeader().getID() ^ 1);
            e.answer(wrongId);
            Message other = Message.newQuery(Record.newRecord(Dns.name("b.test"), Type.TXT, DClass.IN));
            other.getHeader().setID(e.query().getHeader().getID());
            e.answer(ScriptedDns.reply(other, 0, txt("a.test", "wrong question")));
            Message type = Message.newQuery(Record.newRecord(Dns.name("a.test"), Type.MX, DClass.IN));
            type.getHeader().setID(e.query().getHeader().getID());
            e.answer(ScriptedDns.reply(type, 0, txt("a.test", "wrong type")));
            Message noQuestion = ScriptedDns.reply(e.query(), 0, txt("a.test", "no question"));
            noQuestion.removeAllRecords(Section.QUESTION);
            e.answer(noQuestion);
            e.server().send(new byte[] {1, 2, 3});
            e.server().send(e.query().toWire());
            e.records(txt("a.test", "right"));
        });
        assertThat(await(resolver(dns).txt("a.test")).records()).containsExactly("right");
        assertThat(dns.seen).hasSize(1);
    }

    @Test
    void completesOnTheContextOfTheSubscriber() throws Exception {
        ScriptedDns dns = dns(e -> e.records(txt("a.test", "x")));
        Resolver resolver = resolver(dns);
        for (int i = 0; i < 8; i++) {
            CompletableFuture<Boolean> same = new CompletableFuture<>();
            Context context = VERTX.getOrCreateContext();
            context.runOnContext(now -> resolver.txt("a.test")
                    .subscribe()
                    .with(lookup -> same.complete(Vertx.currentContext() == context && Context.isOnEventLoopThread())));
            assertThat(same.get(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void manyAtOnce() {
        ScriptedDns dns = dns(e -> e.records(txt(e.name().toString(), e.name().getLabelString(0))));
        Resolver resolver = resolver(dns);
        List<Uni<Lookup<String>>> all = IntStream.range(0, 200)
                .mapToObj(i -> resolver.txt("n" + i + ".test"))
                .toList();
        List<String> texts = await(Uni.combine()
                .all()
                .unis(all)
                .with(answers -> answers.stream()
                        .map(answer -> ((Lookup<?>) answer).records().get(0).toString())
                        .toList()));
        assertThat(new HashSet<>(texts)).hasSize(200);
        assertThat(texts.get(7)).isEqualTo("n7");
    }
}
