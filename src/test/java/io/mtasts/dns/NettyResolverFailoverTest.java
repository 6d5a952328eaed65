package io.mtasts.dns;

import static io.mtasts.dns.Dns.txt;
import static org.assertj.core.api.Assertions.assertThat;

import io.mtasts.dns.ScriptedDns.Exchange;
import io.mtasts.verdict.Lookup.Outcome;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xbill.DNS.ExtendedErrorCodeOption;
import org.xbill.DNS.Message;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;

class NettyResolverFailoverTest extends ResolverTests {

    @ParameterizedTest
    @CsvSource({"1, SERVER_FAILURE", "2, SERVER_FAILURE", "4, SERVER_FAILURE", "5, REFUSED", "15, SERVER_FAILURE"})
    void failure_nextServerAtOnce_neverTheSameAgain(int rcode, Outcome outcome) {
        ScriptedDns failing = dns(e -> e.rcode(rcode));
        ScriptedDns good = dns(e -> e.records(txt("a.test", "x")));
        assertThat(await(resolver(failing).txt("a.test")).outcome()).isEqualTo(outcome);
        assertThat(failing.seen).hasSize(1);
        assertThat(await(resolver(failing, good).txt("a.test")).records()).containsExactly("x");
        assertThat(failing.seen).hasSize(2);
    }

    @Test
    void bogus() {
        ScriptedDns plain = dns(e -> e.rcode(Rcode.SERVFAIL));
        ScriptedDns telling = dns(e -> {
            Message reply = ScriptedDns.reply(e.query(), Rcode.SERVFAIL);
            reply.addRecord(
                    new OPTRecord(1232, 0, 0, 0, new ExtendedErrorCodeOption(9, "no DNSKEY")), Section.ADDITIONAL);
            e.answer(reply);
        });
        assertThat(await(resolver(telling, plain).txt("a.test")).outcome()).isEqualTo(Outcome.BOGUS);
        assertThat(await(resolver(plain, telling).txt("a.test")).outcome()).isEqualTo(Outcome.BOGUS);
    }

    @Test
    void silentFirst_costsOneTimeout() {
        ScriptedDns silent = ScriptedDns.silent();
        open.add(silent);
        ScriptedDns good = dns(e -> e.records(txt("a.test", "x")));
        assertThat(await(resolver(SHORT, 3, silent.address(), good.address()).txt("a.test"))
                        .records())
                .containsExactly("x");
        assertThat(silent.seen).hasSize(1);
    }

    @Test
    void closedPortFirst() throws IOException {
        ScriptedDns closed = ScriptedDns.silent();
        closed.close();
        ScriptedDns good = dns(e -> e.records(txt("a.test", "x")));
        assertThat(await(resolver(SHORT, 3, closed.address(), good.address()).txt("a.test"))
                        .records())
                .containsExactly("x");
    }

    @Test
    void silent_askedInRounds_refusingOnce() {
        ScriptedDns silent = ScriptedDns.silent();
        open.add(silent);
        ScriptedDns refusing = dns(e -> e.rcode(Rcode.REFUSED));
        assertThat(await(resolver(SHORT, 3, silent.address(), refusing.address())
                                .txt("a.test"))
                        .outcome())
                .isEqualTo(Outcome.REFUSED);
        assertThat(silent.seen).hasSize(3);
        assertThat(refusing.seen).hasSize(1);
    }

    @Test
    void silent_timesOut() {
        ScriptedDns silent = ScriptedDns.silent();
        open.add(silent);
        assertThat(await(resolver(SHORT, 2, silent.address()).txt("a.test")).outcome())
                .isEqualTo(Outcome.TIMEOUT);
        assertThat(silent.seen).hasSize(2);
    }

    @Test
    void firstAnswersLost() {
        ScriptedDns dns = dns(e -> {
            if (e.number() >= 2) {
                e.records(txt("a.test", "x"));
            }
        });
        assertThat(await(resolver(SHORT, 3, dns.address()).txt("a.test")).records())
                .containsExactly("x");
        assertThat(dns.seen).extracting(Exchange::clientPort).doesNotHaveDuplicates();
    }

    @Test
    void serverThatCannotBeReached() {
        ScriptedDns good = dns(e -> e.records(txt("a.test", "x")));
        InetSocketAddress nowhere = new InetSocketAddress("255.255.255.255", 53);
        assertThat(await(resolver(SHORT, 1, nowhere, good.address()).txt("a.test"))
                        .records())
                .containsExactly("x");
    }

    @Test
    void cancelled_asksNoMore() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        ScriptedDns dns = dns(e -> asked.countDown());
        ScriptedDns next = dns(e -> e.records(txt("a.test", "x")));
        var subscription = resolver(SHORT, 3, dns.address(), next.address())
                .txt("a.test")
                .subscribe()
                .with(lookup -> {});
        assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();
        subscription.cancel();
        // A second look-up that times out just as long: had the first gone on, it would have come first.
        assertThat(await(resolver(SHORT, 2, dns.address()).txt("b.test")).outcome())
                .isEqualTo(Outcome.TIMEOUT);
        assertThat(next.seen).isEmpty();
    }

    @Test
    void vertxClosed_isAnOutcomeToo() throws Exception {
        Vertx closed = Vertx.vertx();
        ScriptedDns dns = dns(e -> e.records(txt("a.test", "x")));
        NettyResolver resolver = new NettyResolver(closed, List.of(dns.address()), PATIENT, 1);
        closed.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        assertThat(await(resolver.txt("a.test")).outcome()).isEqualTo(Outcome.TIMEOUT);
    }
}
