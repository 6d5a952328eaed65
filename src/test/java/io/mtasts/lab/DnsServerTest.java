package io.mtasts.lab;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.DNAMERecord;
import org.xbill.DNS.ExtendedErrorCodeOption;
import org.xbill.DNS.Flags;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.Type;
import org.xbill.DNS.WireParseException;

class DnsServerTest {

    private static final int TIMEOUT_MILLIS = 250;
    private static final String NAME = "_mta-sts.example.com";

    private DnsServer dns;

    @BeforeEach
    void start() {
        dns = DnsServer.start();
    }

    @AfterEach
    void stop() {
        dns.close();
    }

    @Test
    void txt_stringsAndRecordsStayApart() throws IOException {
        dns.txt(NAME, "v=STSv1; ", "id=1").txt(NAME, new byte[] {(byte) 0xFF, 0});
        List<Record> answer = resolve(NAME, Type.TXT).getSection(Section.ANSWER);
        assertEquals(2, answer.size());
        assertEquals(List.of("v=STSv1; ", "id=1"), ((TXTRecord) answer.get(0)).getStrings());
        assertArrayEquals(
                new byte[] {(byte) 0xFF, 0},
                ((TXTRecord) answer.get(1)).getStringsAsByteArrays().get(0));
    }

    @Test
    void mx_highPreferenceNullAndOddNames() throws IOException {
        dns.mx("example.com", 40000, "mx.example.com.")
                .mx("example.com", 0, ".")
                .mx("example.com", 5, "a\\.b<script>.example.com");
        List<MXRecord> answer = resolve("example.com", Type.MX).getSection(Section.ANSWER).stream()
                .map(MXRecord.class::cast)
                .toList();
        assertEquals(
                List.of(40000, 0, 5), answer.stream().map(MXRecord::getPriority).toList());
        assertEquals(Name.root, answer.get(1).getTarget());
        assertEquals(
                "a.b<script>", new String(answer.get(2).getTarget().getLabel(0), 1, 11, StandardCharsets.US_ASCII));
    }

    @Test
    void addresses() throws IOException {
        dns.a("h.test", "192.0.2.1", "192.0.2.2").aaaa("h.test", "::ffff:127.0.0.1", "2001:db8::1");
        assertEquals("[192.0.2.1, 192.0.2.2]", rdata(resolve("h.test", Type.A)).toString());
        assertEquals(List.of("0:0:0:0:0:ffff:127.0.0.1", "2001:db8:0:0:0:0:0:1"), rdata(resolve("h.test", Type.AAAA)));
        assertThrows(IllegalArgumentException.class, () -> dns.a("h.test", "localhost"));
    }

    @Test
    void absence_hasSoa() throws IOException {
        dns.nodata("here.example.com").a("a.b.example.com", "192.0.2.1");
        for (String name : List.of("here.example.com", "b.example.com", "a.b.example.com")) {
            Message nodata = resolve(name, Type.TXT);
            assertEquals(Rcode.NOERROR, nodata.getRcode(), name);
            assertTrue(nodata.getSection(Section.ANSWER).isEmpty());
            assertTrue(nodata.getSection(Section.AUTHORITY).get(0) instanceof SOARecord);
        }
        Message nxdomain = resolve("gone.example.com", Type.TXT);
        assertEquals(Rcode.NXDOMAIN, nxdomain.getRcode());
        assertTrue(nxdomain.getSection(Section.AUTHORITY).get(0) instanceof SOARecord);
    }

    @Test
    void names_anyCaseAndTheQuestionUnchanged() throws IOException {
        dns.txt("_MTA-sts.example.com", "x");
        Message answer = resolve("_mta-STS.Example.COM", Type.TXT);
        assertEquals("_mta-STS.Example.COM.", answer.getQuestion().getName().toString());
        assertEquals(1, answer.getSection(Section.ANSWER).size());
        assertEquals(1, dns.count("_mta-sts.EXAMPLE.com", RecordType.TXT));
        assertEquals("_mta-STS.Example.COM", dns.queries().get(0).name());
    }

    @Test
    void wildcard_answersForMissingNames() throws IOException {
        dns.txt("*.example.com", "any").a("there.example.com", "192.0.2.1");
        Message answer = resolve("_mta-sts.example.com", Type.TXT);
        assertEquals(
                "_mta-sts.example.com.",
                answer.getSection(Section.ANSWER).get(0).getName().toString());
        assertTrue(resolve("there.example.com", Type.TXT)
                .getSection(Section.ANSWER)
                .isEmpty());
    }

    @Test
    void cname_wholeChain() throws IOException {
        dns.cname("a.test", "b.test").cname("b.test", "c.test").txt("c.test", "end");
        List<Record> answer = resolve("a.test", Type.TXT).getSection(Section.ANSWER);
        assertEquals(List.of("a.test.", "b.test.", "c.test."), owners(answer));
        assertEquals(1, resolve("a.test", Type.CNAME).getSection(Section.ANSWER).size());
    }

    @Test
    void cname_dangling() throws IOException {
        dns.cname("a.test", "gone.test").cname("b.test", "here.test").nodata("here.test");
        Message gone = resolve("a.test", Type.TXT);
        assertEquals(Rcode.NXDOMAIN, gone.getRcode());
        assertTrue(gone.getSection(Section.ANSWER).get(0) instanceof CNAMERecord);
        assertEquals(Rcode.NOERROR, resolve("b.test", Type.TXT).getRcode());
    }

    @Test
    void cname_toAFailure() throws IOException {
        dns.cname("a.test", "b.test").fail("b.test", RecordType.TXT, DnsFault.SERVFAIL);
        Message answer = resolve("a.test", Type.TXT);
        assertEquals(Rcode.SERVFAIL, answer.getRcode());
        assertTrue(answer.getSection(Section.ANSWER).isEmpty());
    }

    @Test
    void cname_loopEnds() throws IOException {
        dns.cname("a.test", "b.test").cname("b.test", "a.test");
        assertEquals(2, resolve("a.test", Type.TXT).getSection(Section.ANSWER).size());
    }

    @Test
    void cnameOnly_leavesTheTargetOut() throws IOException {
        dns.cnameOnly("a.test", "b.test").txt("b.test", "x");
        assertEquals(1, resolve("a.test", Type.TXT).getSection(Section.ANSWER).size());
    }

    @Test
    void dname_withSynthesisedCname() throws IOException {
        dns.dname("old.test", "new.test").txt("_mta-sts.new.test", "x");
        List<Record> answer = resolve("_mta-sts.old.test", Type.TXT).getSection(Section.ANSWER);
        assertTrue(answer.get(0) instanceof DNAMERecord);
        assertEquals(
                "_mta-sts.new.test.", ((CNAMERecord) answer.get(1)).getTarget().toString());
        assertTrue(answer.get(2) instanceof TXTRecord);
    }

    @Test
    void then_laterLookupsGetAnotherAnswer() throws IOException {
        dns.a("h.test", "127.0.1.1").aOnSecondLookup("h.test", "127.0.0.1").then("h.test", RecordType.A);
        assertEquals(List.of("127.0.1.1"), rdata(resolve("h.test", Type.A)));
        assertEquals(List.of("127.0.0.1"), rdata(resolve("h.test", Type.A)));
        assertEquals(List.of(), rdata(resolve("h.test", Type.A)));
        assertEquals(Rcode.NOERROR, resolve("h.test", Type.A).getRcode());
    }

    @ParameterizedTest
    @CsvSource({"1", "2", "4", "5", "11", "15"})
    void fail_rcode(int rcode) throws IOException {
        dns.txt(NAME, "x").fail(NAME, RecordType.TXT, DnsFault.rcode(rcode));
        assertEquals(rcode, raw(NAME, Type.TXT, 0).getHeader().getRcode());
        assertEquals(Rcode.NOERROR, resolve(NAME, Type.A).getRcode());
    }

    @Test
    void fail_dnssecBogusWithEdns() throws IOException {
        dns.fail(NAME, RecordType.TXT, DnsFault.DNSSEC_BOGUS);
        OPTRecord opt = raw(NAME, Type.TXT, 1232).getOPT();
        assertEquals(6, ((ExtendedErrorCodeOption) opt.getOptions(15).get(0)).getErrorCode());
        assertEquals(Rcode.SERVFAIL, raw(NAME, Type.TXT, 0).getRcode());
    }

    @Test
    void fail_formerrOnEdns() throws IOException {
        dns.txt(NAME, "x").fail(NAME, RecordType.TXT, DnsFault.FORMERR_ON_EDNS);
        assertEquals(Rcode.FORMERR, raw(NAME, Type.TXT, 1232).getRcode());
        assertEquals(1, raw(NAME, Type.TXT, 0).getSection(Section.ANSWER).size());
    }

    @Test
    void fail_timeout() throws IOException {
        dns.txt(NAME, "x").fail(NAME, RecordType.TXT, DnsFault.TIMEOUT);
        assertThrows(SocketTimeoutException.class, () -> raw(NAME, Type.TXT, 0));
        assertThrows(SocketTimeoutException.class, () -> overTcp(NAME, Type.TXT));
    }

    @Test
    void fail_lostFirst() throws IOException {
        dns.txt(NAME, "x").fail(NAME, RecordType.TXT, DnsFault.lostFirst(2));
        assertThrows(SocketTimeoutException.class, () -> raw(NAME, Type.TXT, 0));
        assertThrows(SocketTimeoutException.class, () -> raw(NAME, Type.TXT, 0));
        assertEquals(1, raw(NAME, Type.TXT, 0).getSection(Section.ANSWER).size());
        assertEquals(3, dns.count(NAME, RecordType.TXT));
    }

    @Test
    void fail_truncatedTcpRefused() throws IOException {
        dns.txt(NAME, "x").fail(NAME, RecordType.TXT, DnsFault.TRUNCATED_TCP_REFUSED);
        Message answer = raw(NAME, Type.TXT, 1232);
        assertTrue(answer.getHeader().getFlag(Flags.TC));
        assertTrue(answer.getSection(Section.ANSWER).isEmpty());
        assertThrows(EOFException.class, () -> overTcp(NAME, Type.TXT));
    }

    @Test
    void fail_truncatedTcpOk() throws IOException {
        dns.txt(NAME, "x").fail(NAME, RecordType.TXT, DnsFault.TRUNCATED_TCP_OK);
        assertTrue(raw(NAME, Type.TXT, 1232).getHeader().getFlag(Flags.TC));
        assertEquals(1, overTcp(NAME, Type.TXT).getSection(Section.ANSWER).size());
    }

    @Test
    void fail_malformed() {
        for (RecordType type : List.of(RecordType.TXT, RecordType.A, RecordType.MX)) {
            dns.fail(NAME, type, DnsFault.MALFORMED);
            assertThrows(WireParseException.class, () -> raw(NAME, type.code(), 0), type.toString());
        }
    }

    @Test
    void fail_compressionLoop() {
        dns.fail(NAME, RecordType.TXT, DnsFault.COMPRESSION_LOOP);
        assertThrows(WireParseException.class, () -> raw(NAME, Type.TXT, 0));
    }

    @Test
    void fail_offOwner() throws IOException {
        dns.txt(NAME, "x").fail(NAME, RecordType.TXT, DnsFault.OFF_OWNER);
        Message answer = raw(NAME, Type.TXT, 0);
        assertEquals(List.of("off-owner.invalid."), owners(answer.getSection(Section.ANSWER)));
    }

    @Test
    void fail_wrongIdAndQuestion() throws IOException {
        dns.txt(NAME, "x");
        try (DatagramSocket client = new DatagramSocket()) {
            dns.fail(NAME, RecordType.TXT, DnsFault.WRONG_ID);
            int id = ask(client, NAME, Type.TXT, 0);
            assertEquals(id ^ 1, receive(client).getHeader().getID());
            dns.fail(NAME, RecordType.TXT, DnsFault.WRONG_QUESTION.thenTheRightAnswer());
            ask(client, NAME, Type.TXT, 0);
            assertEquals(
                    "off-owner.invalid.",
                    receive(client).getQuestion().getName().toString());
            assertEquals(NAME + ".", receive(client).getQuestion().getName().toString());
        }
    }

    @Test
    void fail_wrongSender() throws IOException {
        dns.txt(NAME, "x").fail(NAME, RecordType.TXT, DnsFault.WRONG_SENDER);
        try (DatagramSocket client = new DatagramSocket()) {
            client.setSoTimeout(2000);
            ask(client, NAME, Type.TXT, 0);
            InetSocketAddress[] senders = new InetSocketAddress[3];
            for (int i = 0; i < senders.length; i++) {
                DatagramPacket packet = new DatagramPacket(new byte[512], 512);
                client.receive(packet);
                senders[i] = (InetSocketAddress) packet.getSocketAddress();
            }
            assertEquals(dns.address().getAddress(), senders[0].getAddress());
            assertFalse(senders[0].equals(dns.address()));
            assertFalse(senders[1].getAddress().equals(dns.address().getAddress()));
            assertEquals(dns.address(), senders[2]);
        }
        // A connected socket receives only the right response.
        assertEquals(Rcode.NOERROR, raw(NAME, Type.TXT, 0).getRcode());
    }

    @Test
    void truncation_byTheClientsLimit() throws IOException {
        IntStream.range(0, 60).forEach(i -> dns.mx("many.test", i, "inbound-mail-exchanger-" + i + ".many.test"));
        for (int limit : new int[] {0, 1232}) {
            byte[] bytes = rawBytes("many.test", Type.MX, limit);
            assertTrue(bytes.length <= Math.max(512, limit));
            Message answer = new Message(bytes);
            assertTrue(answer.getHeader().getFlag(Flags.TC));
            assertFalse(answer.getSection(Section.ANSWER).isEmpty());
        }
        assertFalse(raw("many.test", Type.MX, 4096).getHeader().getFlag(Flags.TC));
        Message whole = resolve("many.test", Type.MX);
        assertFalse(whole.getHeader().getFlag(Flags.TC));
        assertEquals(60, whole.getSection(Section.ANSWER).size());
        assertEquals(
                ReceivedDnsQuery.Transport.TCP,
                dns.queries().get(dns.queries().size() - 1).transport());
    }

    @Test
    void delay_globalAndOfOneName() throws IOException {
        dns.txt(NAME, "x").delay(Duration.ofSeconds(30)).delay(NAME, RecordType.TXT, Duration.ofMillis(100));
        long start = System.nanoTime();
        raw(NAME, Type.TXT, 0);
        assertTrue(System.nanoTime() - start >= 100_000_000);
        assertThrows(SocketTimeoutException.class, () -> raw(NAME, Type.A, 0));
        assertThrows(SocketTimeoutException.class, () -> overTcp(NAME, Type.A));
    }

    @Test
    void zones_othersAreForwardedOrRefused() throws IOException {
        try (DnsServer upstream = DnsServer.start()) {
            for (int i = 0; i < 10; i++) {
                upstream.txt("real.example", i + "y".repeat(200));
            }
            dns.zones("lab.test").txt("x.lab.test", "x");
            assertEquals(Rcode.REFUSED, resolve("real.example", Type.TXT).getRcode());
            dns.forwardOthersTo(List.of(upstream.address()));
            assertEquals(
                    1,
                    resolve("x.lab.test", Type.TXT).getSection(Section.ANSWER).size());
            assertEquals(
                    10,
                    resolve("real.example", Type.TXT).getSection(Section.ANSWER).size());
            assertEquals(
                    List.of(ReceivedDnsQuery.Transport.UDP, ReceivedDnsQuery.Transport.TCP),
                    upstream.queries().stream().map(ReceivedDnsQuery::transport).toList());
            dns.forwardOthersTo(List.of());
            assertEquals(Rcode.SERVFAIL, resolve("real.example", Type.TXT).getRcode());
        }
    }

    @Test
    void reset_forgetsAll() throws IOException {
        dns.txt(NAME, "x").fail("f.test", RecordType.A, DnsFault.REFUSED);
        resolve(NAME, Type.TXT);
        dns.reset();
        assertEquals(List.of(), dns.queries());
        assertEquals(Rcode.NXDOMAIN, resolve(NAME, Type.TXT).getRcode());
        assertEquals(Rcode.NXDOMAIN, resolve("f.test", Type.A).getRcode());
    }

    @Test
    void tcp_severalQueriesOnOneConnection() throws IOException {
        dns.txt(NAME, "x");
        try (Socket socket =
                new Socket(dns.address().getAddress(), dns.address().getPort())) {
            for (int i = 0; i < 3; i++) {
                assertEquals(
                        1,
                        exchange(socket, NAME, Type.TXT)
                                .getSection(Section.ANSWER)
                                .size());
            }
        }
        assertEquals(
                1,
                dns.queries().stream()
                        .map(ReceivedDnsQuery::clientPort)
                        .distinct()
                        .count());
    }

    @Test
    void garbage_isDropped() throws IOException {
        try (DatagramSocket client = new DatagramSocket()) {
            client.connect(dns.address());
            client.send(new DatagramPacket(new byte[] {1, 2, 3}, 3));
        }
        dns.txt(NAME, "x");
        assertEquals(1, resolve(NAME, Type.TXT).getSection(Section.ANSWER).size());
    }

    private Message resolve(String name, int type) throws IOException {
        SimpleResolver resolver = new SimpleResolver(dns.address());
        resolver.setTimeout(Duration.ofSeconds(5));
        return resolver.send(query(name, type));
    }

    private static Message query(String name, int type) throws IOException {
        return Message.newQuery(Record.newRecord(Name.fromString(name + "."), type, DClass.IN));
    }

    private Message raw(String name, int type, int payload) throws IOException {
        return new Message(rawBytes(name, type, payload));
    }

    private byte[] rawBytes(String name, int type, int payload) throws IOException {
        try (DatagramSocket client = new DatagramSocket()) {
            client.connect(dns.address());
            ask(client, name, type, payload);
            return receiveBytes(client);
        }
    }

    private int ask(DatagramSocket client, String name, int type, int payload) throws IOException {
        Message query = query(name, type);
        if (payload > 0) {
            query.addRecord(new OPTRecord(payload, 0, 0), Section.ADDITIONAL);
        }
        byte[] bytes = query.toWire();
        client.setSoTimeout(TIMEOUT_MILLIS);
        client.send(new DatagramPacket(bytes, bytes.length, dns.address()));
        return query.getHeader().getID();
    }

    private static Message receive(DatagramSocket client) throws IOException {
        return new Message(receiveBytes(client));
    }

    private static byte[] receiveBytes(DatagramSocket client) throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[65535], 65535);
        client.receive(packet);
        return Arrays.copyOf(packet.getData(), packet.getLength());
    }

    private Message overTcp(String name, int type) throws IOException {
        try (Socket socket =
                new Socket(dns.address().getAddress(), dns.address().getPort())) {
            return exchange(socket, name, type);
        }
    }

    private static Message exchange(Socket socket, String name, int type) throws IOException {
        socket.setSoTimeout(TIMEOUT_MILLIS);
        byte[] query = query(name, type).toWire();
        socket.getOutputStream().write(DnsServer.frame(query));
        DataInputStream in = new DataInputStream(socket.getInputStream());
        byte[] answer = new byte[in.readUnsignedShort()];
        in.readFully(answer);
        return new Message(answer);
    }

    private static List<String> rdata(Message answer) {
        return answer.getSection(Section.ANSWER).stream()
                .map(Record::rdataToString)
                .toList();
    }

    private static List<String> owners(List<Record> records) {
        return records.stream().map(resource -> resource.getName().toString()).toList();
    }
}
