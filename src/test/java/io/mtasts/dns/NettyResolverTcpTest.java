package io.mtasts.dns;

import static io.mtasts.dns.Dns.mx;
import static io.mtasts.dns.Dns.txt;
import static org.assertj.core.api.Assertions.assertThat;

import io.mtasts.dns.ScriptedDns.Exchange;
import io.mtasts.verdict.Lookup;
import io.mtasts.verdict.Lookup.Outcome;
import io.mtasts.verdict.MxRecord;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.Record;

class NettyResolverTcpTest extends ResolverTests {

    @Test
    void mx_fortyByTcp() {
        Record[] records = IntStream.range(0, 40)
                .mapToObj(i -> mx("a.test", 40 - i, "mail-exchanger-number-" + i + ".hosting.test"))
                .toArray(Record[]::new);
        ScriptedDns dns = dns(e -> {
            if (e.tcp()) {
                e.records(records);
            } else {
                e.answer(ScriptedDns.truncated(e.query()));
            }
        });
        Lookup<MxRecord> lookup = await(resolver(dns).mx("a.test"));
        assertThat(lookup.records()).hasSize(40);
        assertThat(lookup.records().get(0)).isEqualTo(new MxRecord(1, "mail-exchanger-number-39.hosting.test"));
        assertThat(dns.seen).extracting(Exchange::tcp).containsExactly(false, true);
    }

    @Test
    void mx_labelWithDot_preference_null_sameByUdpAndTcp() {
        Record[] records = {mx("a.test", 40000, "b\\.c.a.test"), mx("a.test", 5, ".")};
        ScriptedDns udp = dns(e -> e.records(records));
        ScriptedDns tcp = dns(e -> {
            if (e.tcp()) {
                e.records(records);
            } else {
                e.answer(ScriptedDns.truncated(e.query()));
            }
        });
        for (ScriptedDns dns : List.of(udp, tcp)) {
            assertThat(await(resolver(dns).mx("a.test")).records())
                    .containsExactly(new MxRecord(5, ""), new MxRecord(40000, "b\\.c.a.test"));
        }
    }

    @Test
    void truncated_tcpRefused() throws IOException {
        ScriptedDns dns = ScriptedDns.sayingByUdpOnly(e -> e.answer(ScriptedDns.truncated(e.query())));
        open.add(dns);
        Lookup<MxRecord> lookup = await(resolver(dns).mx("a.test"));
        assertThat(lookup.outcome()).isEqualTo(Outcome.TRUNCATED);
        assertThat(lookup.conclusive()).isFalse();
        ScriptedDns whole = dns(e -> e.records(mx("a.test", 1, "b.test")));
        assertThat(await(resolver(dns, whole).mx("a.test")).outcome()).isEqualTo(Outcome.FOUND);
    }

    @Test
    void truncated_tcpBroken() {
        ScriptedDns dns = dns(e -> {
            if (e.tcp()) {
                e.server().send(new byte[] {1, 2, 3});
            } else {
                e.answer(ScriptedDns.truncated(e.query()));
            }
        });
        assertThat(await(resolver(dns).mx("a.test")).outcome()).isEqualTo(Outcome.TRUNCATED);
        assertThat(dns.seen).hasSize(6);
    }

    @Test
    void truncated_tcpSilent_isLikeAnySilence() {
        ScriptedDns dns = dns(e -> {
            if (!e.tcp()) {
                e.answer(ScriptedDns.truncated(e.query()));
            }
        });
        assertThat(await(resolver(SHORT, 1, dns.address()).mx("a.test")).outcome())
                .isEqualTo(Outcome.TIMEOUT);
    }

    @Test
    void cutWithoutSayingSo_askedByTcp() {
        ScriptedDns dns = dns(e -> {
            byte[] whole = ScriptedDns.reply(e.query(), 0, txt("a.test", "x"), txt("a.test", "y"))
                    .toWire();
            byte[] cutAtRecord = Arrays.copyOf(whole, whole.length - (whole.length - 24) / 2);
            e.server().send(e.tcp() && e.name().toString().startsWith("a") ? whole : cutAtRecord);
        });
        assertThat(await(resolver(dns).txt("a.test")).records()).containsExactly("x", "y");
        assertThat(await(resolver(dns).txt("b.test")).outcome()).isEqualTo(Outcome.MALFORMED);
    }
}
