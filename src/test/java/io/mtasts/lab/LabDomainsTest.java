package io.mtasts.lab;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xbill.DNS.DClass;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;

class LabDomainsTest {

    private static Laboratory lab;

    @BeforeAll
    static void start() {
        lab = Laboratory.start();
        lab.dns().zones(LabDomains.ZONE);
        LabDomains.stage(lab);
    }

    @AfterAll
    static void stop() {
        lab.close();
    }

    @Test
    void all_areDistinctAndExpectSomething() {
        List<LabDomains.LabDomain> all = LabDomains.all();
        Set<String> names = all.stream().map(LabDomains.LabDomain::name).collect(Collectors.toSet());
        assertTrue(names.size() >= 37, "domains: " + names.size());
        assertEquals(all.size(), names.size());
        Set<String> words = Set.of("enforcing", "testing", "disabled", "broken", "not-configured", "502", "504");
        all.forEach(domain -> assertTrue(words.contains(domain.expected()), domain.toString()));
    }

    @ParameterizedTest
    @CsvSource({
        "enforcing, 1",
        "xn--bcher-kva, 1",
        "wildcard, 2",
        "cname, 1",
        "split-txt, 1",
        "gap, 2",
        "slow, 1",
        "many-mx, 40",
        "testing, 1"
    })
    void valid(String label, int mailServers) throws IOException {
        String domain = label + "." + LabDomains.ZONE;
        assertEquals(
                1,
                records("_mta-sts." + domain, Type.TXT).stream()
                        .filter(r -> r.getType() == Type.TXT)
                        .count());
        assertEquals(1, records("_smtp._tls." + domain, Type.TXT).size());
        List<Record> hosts = records(domain, Type.MX);
        assertEquals(mailServers, hosts.size());
        for (Record mx : hosts) {
            assertEquals(
                    1,
                    records(((MXRecord) mx).getTarget().toString(true), Type.A).size());
        }
        String address = records("mta-sts." + domain, Type.A).stream()
                .filter(a -> a.getType() == Type.A)
                .findFirst()
                .orElseThrow()
                .rdataToString();
        String answer = new LabClient(lab).at(address).get("mta-sts." + domain);
        assertTrue(answer.contains("\r\n\r\nversion: STSv1\r\nmode: "), answer);
    }

    @Test
    void manyMx_needsTcp() throws IOException {
        records("many-mx." + LabDomains.ZONE, Type.MX);
        assertTrue(lab.dns().queries().stream()
                .anyMatch(query -> query.transport() == ReceivedDnsQuery.Transport.TCP
                        && query.name().equals("many-mx." + LabDomains.ZONE)));
    }

    @Test
    void notConfigured_hasNeitherRecordNorHost() throws IOException {
        assertEquals(
                Rcode.NXDOMAIN,
                answer("_mta-sts.not-configured.lab.test", Type.TXT).getRcode());
        assertEquals(
                Rcode.NXDOMAIN,
                answer("mta-sts.not-configured.lab.test", Type.A).getRcode());
        assertEquals(1, records("not-configured.lab.test", Type.MX).size());
        assertEquals(Rcode.NXDOMAIN, answer("_mta-sts.half.lab.test", Type.TXT).getRcode());
        assertEquals(
                Rcode.SERVFAIL, answer("_mta-sts.servfail.lab.test", Type.TXT).getRcode());
    }

    @Test
    void hostile_canBeQueried() throws IOException {
        assertEquals(1, records("hostile.lab.test", Type.MX).size());
        assertTrue(new LabClient(lab).get("mta-sts.hostile.lab.test").contains("<script>"));
    }

    @Test
    void stage_twiceAfterReset() {
        try (Laboratory other = Laboratory.start()) {
            LabDomains.stage(other);
            other.reset();
            assertDoesNotThrow(() -> LabDomains.stage(other));
        }
    }

    private static List<Record> records(String name, int type) throws IOException {
        return answer(name, type).getSection(Section.ANSWER);
    }

    private static Message answer(String name, int type) throws IOException {
        SimpleResolver resolver = new SimpleResolver(lab.dns().address());
        resolver.setTimeout(Duration.ofSeconds(5));
        return resolver.send(Message.newQuery(Record.newRecord(Name.fromString(name + "."), type, DClass.IN)));
    }
}
