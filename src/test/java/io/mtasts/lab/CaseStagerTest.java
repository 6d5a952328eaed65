package io.mtasts.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;

class CaseStagerTest {

    private static final String HOST = "mta-sts.example.com";

    private Laboratory lab;

    @BeforeEach
    void start() {
        lab = Laboratory.start();
    }

    @AfterEach
    void stop() {
        lab.close();
    }

    @Test
    void stage_valid() throws IOException {
        assertEquals("example.com", CaseStager.stage(lab, given("policy", policy(Map.of()))));
        assertEquals(
                "[\"v=STSv1; id=a1\"]", look("_mta-sts.example.com", Type.TXT).toString());
        assertEquals(1, look("_smtp._tls.example.com", Type.TXT).size());
        assertEquals("[10 mx1.example.com.]", look("example.com", Type.MX).toString());
        assertEquals(1, look("mx1.example.com", Type.A).size());
        assertEquals("[127.0.1.1]", look(HOST, Type.A).toString());
        assertTrue(new LabClient(lab).get(HOST).endsWith("\r\n\r\nbody"));
    }

    @Test
    void stage_aliases() throws IOException {
        Map<String, Object> given = given("policy", policy(Map.of()));
        given.put(
                "cname",
                Map.of(
                        "_mta-sts.example.com.",
                        "_mta-sts.p.example.",
                        HOST + ".",
                        "h.p.example.",
                        "mx1.example.com.",
                        "b."));
        CaseStager.stage(lab, given);
        assertEquals(2, look("_mta-sts.example.com", Type.TXT).size());
        assertEquals(2, look(HOST, Type.A).size());
        assertEquals(2, look("mx1.example.com", Type.A).size());
    }

    @Test
    void stage_policyHost() throws IOException {
        Map<String, Object> given = given("policy", "would connect to 10.0.0.5");
        given.put("policyHost", Map.of("a", List.of("10.0.0.5", "PUBLIC4"), "aaaa", List.of("NAT64(PUBLIC4)")));
        CaseStager.stage(lab, given);
        assertEquals("[10.0.0.5, 127.0.1.1]", look(HOST, Type.A).toString());
        assertEquals("[64:ff9b:0:0:0:0:7f00:101]", look(HOST, Type.AAAA).toString());
    }

    @Test
    void stage_rebinding() throws IOException {
        Map<String, Object> given = given("policy", policy(Map.of()));
        given.put("policyHost", Map.of("a", List.of("PUBLIC4"), "aOnSecondLookup", List.of("127.0.0.1")));
        CaseStager.stage(lab, given);
        assertEquals("[127.0.1.1]", look(HOST, Type.A).toString());
        assertEquals("[127.0.0.1]", look(HOST, Type.A).toString());
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
        connect timeout,                127.0.1.77
        connection refused on 443,      127.0.1.99
        'TCP accepts, then silence',    127.0.1.66
        certificate for a.example only, 127.0.1.1
        """)
    void stage_addressBySentence(String sentence, String address) throws IOException {
        CaseStager.stage(lab, given("policy", sentence));
        assertEquals("[" + address + "]", look(HOST, Type.A).toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "certificate for www.example.com only",
                "certificate for mta-sts.provider.example, reached by CNAME",
                "certificate for mta-sts.*.com",
                "certificate with CN=mta-sts.example.com and no subjectAltName",
                "intermediate certificate not sent",
                "redirect (301) to https://www.example.com/.well-known/mta-sts.txt",
                "expired certificate",
                "plain HTTP on 443",
                "TLS handshake failure",
                "h2 only"
            })
    void stage_siteBySentence(String sentence) throws IOException {
        CaseStager.stage(lab, given("policy", sentence));
        assertEquals(1, look(HOST, Type.A).size());
    }

    @Test
    void stage_described() throws IOException {
        Map<String, Object> policy = policy(Map.of("encoding", "gzip", "framing", "chunked", "cert", "RSA"));
        policy.put("tls", "1.2 only");
        policy.put("alpn", "http/1.1");
        policy.put("delaySeconds", 0.1);
        policy.put("preamble", "HTTP/1.1 103 Early Hints\r\n\r\n");
        CaseStager.stage(lab, given("policy", policy));
        String answer = new LabClient(lab).get(HOST);
        assertTrue(answer.startsWith("HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 200 "), answer);
        assertTrue(answer.contains("Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n"), answer);
        assertEquals("TLSv1.2", lab.sites().requests(HOST).get(0).tlsProtocol());
    }

    @Test
    void stage_unknownWordsAreErrors() {
        assertThrows(IllegalArgumentException.class, () -> CaseStager.stage(lab, given("policy", "no such thing")));
        assertThrows(IllegalArgumentException.class, () -> CaseStager.stage(lab, given("txt", "no such thing")));
    }

    private static Map<String, Object> policy(Map<String, Object> more) {
        Map<String, Object> policy = new HashMap<>(Map.of("status", 200, "contentType", "text/plain", "body", "body"));
        policy.putAll(more);
        return policy;
    }

    private static Map<String, Object> given(String member, Object value) {
        Map<String, Object> given = new HashMap<>();
        given.put("txt", List.of(List.of("v=STSv1; id=a1")));
        given.put("mx", List.of(List.of(10, "mx1.example.com.")));
        given.put("policy", "host NXDOMAIN");
        given.put(member, value);
        return given;
    }

    private List<String> look(String name, int type) throws IOException {
        SimpleResolver resolver = new SimpleResolver(lab.dns().address());
        resolver.setTimeout(Duration.ofSeconds(5));
        return resolver
                .send(Message.newQuery(Record.newRecord(Name.fromString(name + "."), type, DClass.IN)))
                .getSection(Section.ANSWER)
                .stream()
                .map(Record::rdataToString)
                .toList();
    }
}
