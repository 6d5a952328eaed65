package io.mtasts.dns;

import static io.mtasts.dns.Dns.cname;
import static io.mtasts.dns.Dns.raw;
import static io.mtasts.dns.Dns.txt;
import static org.assertj.core.api.Assertions.assertThat;

import io.mtasts.dns.ScriptedDns.Exchange;
import io.mtasts.verdict.Lookup;
import io.mtasts.verdict.Lookup.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Type;

class NettyResolverAliasTest extends ResolverTests {

    @Test
    void onlyAlias_targetIsAsked() {
        ScriptedDns dns = dns(e -> e.records(
                e.name().toString().startsWith("c")
                        ? txt("c.test", "x")
                        : cname(e.name().toString(), next(e))));
        Lookup<String> lookup = await(resolver(dns).txt("a.test"));
        assertThat(lookup).isEqualTo(new Lookup<>("a.test", Outcome.FOUND, List.of("x"), List.of("b.test", "c.test")));
        assertThat(dns.asked()).containsExactly("a.test", "b.test", "c.test");
    }

    @Test
    void onlyAlias_targetMissing() {
        ScriptedDns dns = dns(e -> {
            if (e.name().toString().startsWith("a")) {
                e.records(cname("a.test", "b.test"));
            } else {
                e.rcode(Rcode.NXDOMAIN);
            }
        });
        Lookup<String> lookup = await(resolver(dns).txt("a.test"));
        assertThat(lookup.dangling()).isTrue();
        assertThat(lookup.cnames()).containsExactly("b.test");
    }

    @Test
    void onlyAlias_targetWithoutData() {
        ScriptedDns dns = dns(e -> {
            if (e.name().toString().startsWith("a")) {
                e.records(cname("a.test", "b.test"));
            } else {
                e.records();
            }
        });
        assertThat(await(resolver(dns).txt("a.test")).outcome()).isEqualTo(Outcome.NO_DATA);
        assertThat(dns.asked()).containsExactly("a.test", "b.test");
    }

    @Test
    void onlyAlias_targetFails_afterOneServerSaidMore() {
        ScriptedDns half = dns(e -> e.server()
                .send(Dns.wire(ScriptedDns.reply(
                        e.query(), 0, cname("a.test", "b.test"), raw("b.test", Type.TXT, DClass.IN, (byte) 9)))));
        ScriptedDns good = dns(e -> e.records(txt("a.test", "x")));
        assertThat(await(resolver(half, good).txt("a.test")).records()).containsExactly("x");
        assertThat(good.asked()).containsExactly("a.test");
    }

    @ParameterizedTest
    @CsvSource({"10, FOUND, 11", "11, SERVER_FAILURE, 11"})
    void onlyAlias_chain(int hops, Outcome outcome, int questions) {
        ScriptedDns dns = dns(e -> {
            int number = Integer.parseInt(e.name().getLabelString(0));
            e.records(number == hops ? txt(number + ".test", "x") : cname(number + ".test", (number + 1) + ".test"));
        });
        assertThat(await(resolver(dns).txt("0.test")).outcome()).isEqualTo(outcome);
        assertThat(dns.seen).hasSize(questions);
    }

    @Test
    void onlyAlias_circle() {
        ScriptedDns dns = dns(
                e -> e.records(cname(e.name().toString(), e.name().toString().startsWith("a") ? "b.test" : "a.test")));
        assertThat(await(resolver(dns).txt("a.test")).outcome()).isEqualTo(Outcome.SERVER_FAILURE);
        assertThat(dns.asked()).containsExactly("a.test", "b.test");
    }

    @Test
    void onlyAlias_targetCannotBeAsked() {
        ScriptedDns dns = dns(e -> e.records(cname("a.test", "b\\.c.test")));
        Lookup<String> lookup = await(resolver(dns).txt("a.test"));
        assertThat(lookup.outcome()).isEqualTo(Outcome.MALFORMED);
        assertThat(lookup.cnames()).containsExactly("b\\.c.test");
    }

    private static String next(Exchange exchange) {
        return (char) (exchange.name().toString().charAt(0) + 1) + ".test";
    }
}
