package io.mtasts.lab;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FakePolicyServerTest {

    private static final String HOST = "mta-sts.example.com";
    private static final String POLICY = LabFixtures.policy("enforce", "mx1.example.com");

    private static Laboratory lab;
    private static LabClient client;

    @BeforeAll
    static void start() {
        lab = Laboratory.start();
        client = new LabClient(lab);
    }

    @AfterAll
    static void stop() {
        lab.close();
    }

    @AfterEach
    void forget() {
        lab.reset();
    }

    @Test
    void site_servesThePolicyAndRecordsTheRequest() throws IOException {
        lab.sites().site("MTA-STS.example.com.", FakeHttpsSite.policy(POLICY));
        String answer = client.get(HOST);
        assertTrue(answer.startsWith("HTTP/1.1 200 "), answer);
        assertTrue(answer.endsWith("\r\n\r\n" + POLICY), answer);
        ReceivedRequest request = lab.sites().requests(HOST).get(0);
        assertEquals("GET /.well-known/mta-sts.txt HTTP/1.1", request.requestLine());
        assertEquals(HOST, request.header("host").orElseThrow());
        assertEquals(HOST, request.serverName());
        assertEquals("TLSv1.3", request.tlsProtocol());
        assertEquals("", request.applicationProtocol());
        assertEquals(1, lab.sites().connections(Laboratory.PUBLIC4));
        assertEquals(
                List.of(InetAddress.getByName(Laboratory.PUBLIC4)), lab.sites().addressesTried(HOST));
    }

    @Test
    void takeRequest_returnsEachRequestOnceInOrder() throws Exception {
        lab.sites().site(HOST, FakeHttpsSite.policy(POLICY));
        client.get(HOST, "/first");
        CompletableFuture<String> second = CompletableFuture.supplyAsync(() -> {
            try {
                return client.get(HOST, "/second");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });

        Duration timeout = Duration.ofSeconds(20);
        assertEquals("GET /first HTTP/1.1", lab.sites().takeRequest(timeout).requestLine());
        assertEquals("GET /second HTTP/1.1", lab.sites().takeRequest(timeout).requestLine());
        second.join();
        assertThrows(AssertionError.class, () -> lab.sites().takeRequest(Duration.ofMillis(20)));
        assertEquals(2, lab.sites().requests(HOST).size());
    }

    @Test
    void site_otherPathsAreNotFound() throws IOException {
        lab.sites().site(HOST, FakeHttpsSite.policy(POLICY));
        assertTrue(client.get(HOST, "/").startsWith("HTTP/1.1 404 "));
    }

    @Test
    void site_wildcardAndUnknownNames() throws IOException {
        lab.sites().site("*.example.com", FakeHttpsSite.policy(POLICY));
        assertTrue(client.get(HOST).startsWith("HTTP/1.1 200 "));
        SSLException unknown = assertThrows(SSLException.class, () -> client.get("mta-sts.example.net"));
        assertTrue(unknown.getMessage().contains("unrecognized_name"), unknown.getMessage());
    }

    @Test
    void addresses() throws IOException {
        lab.sites().site(HOST, FakeHttpsSite.policy(POLICY));
        for (String address : List.of(Laboratory.PUBLIC4, Laboratory.OTHER_PUBLIC4)) {
            assertTrue(client.at(address).get(HOST).startsWith("HTTP/1.1 200 "));
        }
        assertThrows(ConnectException.class, () -> client.at(Laboratory.REFUSED).get(HOST));
        SocketTimeoutException silent = assertThrows(
                SocketTimeoutException.class,
                () -> client.hasty().at(Laboratory.NO_ANSWER).get(HOST));
        assertEquals("Connect timed out", silent.getMessage());
        SocketTimeoutException tarpit = assertThrows(
                SocketTimeoutException.class,
                () -> client.hasty().at(Laboratory.TARPIT).get(HOST));
        assertEquals("Read timed out", tarpit.getMessage());
        assertEquals(1, lab.sites().connections(Laboratory.TARPIT));
    }

    @Test
    void addresses_ipv6CanBeTakenAway() throws IOException {
        Assumptions.assumeTrue(lab.sites().hasIpv6());
        lab.sites().site(HOST, FakeHttpsSite.policy(POLICY));
        LabClient v6 = client.hasty().at(Laboratory.PUBLIC6);
        assertTrue(v6.get(HOST).startsWith("HTTP/1.1 200 "));
        lab.sites().reach(Laboratory.PUBLIC6, Reachability.NO_ANSWER);
        assertEquals(
                "Connect timed out",
                assertThrows(SocketTimeoutException.class, () -> v6.get(HOST)).getMessage());
        lab.sites().reach(Laboratory.PUBLIC6, Reachability.REFUSED);
        assertThrows(ConnectException.class, () -> v6.get(HOST));
        lab.reset();
        lab.sites().site(HOST, FakeHttpsSite.policy(POLICY));
        assertTrue(v6.get(HOST).startsWith("HTTP/1.1 200 "));
    }

    @Test
    void forbiddenConnections_areCounted() throws IOException {
        assertEquals(0, lab.sites().forbiddenConnections());
        try (Socket socket = new Socket("127.0.0.1", lab.sites().port())) {
            assertEquals(-1, socket.getInputStream().read());
        }
        assertEquals(1, lab.sites().forbiddenConnections());
    }

    @Test
    void requests_keepAliveIsVisible() throws IOException {
        lab.sites().site(HOST, FakeHttpsSite.policy(POLICY));
        client.getTwice(HOST);
        assertEquals(
                1,
                lab.sites().requests(HOST).stream()
                        .map(ReceivedRequest::connection)
                        .distinct()
                        .count());
        assertEquals(2, lab.sites().requests().size());
    }

    @Test
    void certificate_goodChain() throws Exception {
        lab.sites().site(HOST, FakeHttpsSite.policy(POLICY));
        var chain = client.chain(HOST);
        assertEquals(2, chain.size());
        assertEquals(
                "[[2, " + HOST + "]]", chain.get(0).getSubjectAlternativeNames().toString());
        assertEquals("EC", chain.get(0).getPublicKey().getAlgorithm());
        chain.get(1).verify(lab.ca().root().getPublicKey());
    }

    @Test
    void certificate_trust() throws IOException {
        assertTrusted(CertificateKind.GOOD, true);
        assertTrusted(CertificateKind.RSA, true);
        assertTrusted(CertificateKind.GOOD.sending(CertificateKind.Chain.WITH_ROOT), true);
        assertTrusted(CertificateKind.expiring(5), true);
        assertTrusted(CertificateKind.EXPIRED, false);
        assertTrusted(CertificateKind.NOT_YET_VALID, false);
        assertTrusted(CertificateKind.SELF_SIGNED, false);
        assertTrusted(CertificateKind.UNKNOWN_CA, false);
        assertTrusted(CertificateKind.EXPIRED_INTERMEDIATE, false);
        assertTrusted(CertificateKind.MISSING_INTERMEDIATE, false);
        assertTrusted(CertificateKind.HUGE_CHAIN, false);
    }

    private static void assertTrusted(CertificateKind kind, boolean trusted) throws IOException {
        lab.sites().site(HOST, FakeHttpsSite.policy(POLICY).with(kind));
        if (trusted) {
            assertTrue(client.get(HOST).startsWith("HTTP/1.1 200 "), kind.toString());
        } else {
            SSLException refused = assertThrows(SSLException.class, () -> client.get(HOST), kind.toString());
            assertFalse(refused.getMessage().contains("terminated"), refused.getMessage());
        }
    }

    @Test
    void certificate_names() throws Exception {
        for (String name : List.of("www.example.com", "*.example.com", "mta-*.example.com", "mta-sts.*.com")) {
            lab.sites().site(HOST, FakeHttpsSite.policy(POLICY).with(CertificateKind.names(name)));
            assertEquals(
                    "[[2, " + name + "]]",
                    client.chain(HOST).get(0).getSubjectAlternativeNames().toString());
        }
        lab.sites().site(HOST, FakeHttpsSite.policy(POLICY).with(CertificateKind.CN_ONLY));
        assertEquals(null, client.chain(HOST).get(0).getSubjectAlternativeNames());
        assertEquals(
                "CN=" + HOST,
                client.chain(HOST).get(0).getSubjectX500Principal().getName());
        lab.sites().site(HOST, FakeHttpsSite.policy(POLICY).with(CertificateKind.IP_SAN_ONLY));
        assertEquals(
                "[[7, 127.0.1.1]]",
                client.chain(HOST).get(0).getSubjectAlternativeNames().toString());
    }

    @Test
    void certificate_expiringLeavesThoseDays() throws IOException {
        lab.sites().site(HOST, FakeHttpsSite.policy(POLICY).with(CertificateKind.expiring(5)));
        Instant end = client.chain(HOST).get(0).getNotAfter().toInstant();
        assertEquals(5, Instant.now().until(end, ChronoUnit.DAYS));
    }

    @Test
    void certificate_longHostName() throws IOException {
        String host = "mta-sts." + "a".repeat(63) + "." + "b".repeat(63) + ".example.com";
        lab.sites().site(host, FakeHttpsSite.policy(POLICY));
        assertTrue(client.get(host).startsWith("HTTP/1.1 200 "));
    }

    @Test
    void tls_versions() throws IOException {
        lab.sites().site(HOST, FakeHttpsSite.policy(POLICY).with(SupportedTlsVersions.ONLY_1_2));
        client.get(HOST);
        assertEquals("TLSv1.2", lab.sites().requests(HOST).get(0).tlsProtocol());
        assertThrows(
                SSLHandshakeException.class, () -> client.speaking("TLSv1.3").get(HOST));
        lab.sites().site(HOST, FakeHttpsSite.policy(POLICY).with(SupportedTlsVersions.ONLY_1_3));
        client.get(HOST);
        assertEquals("TLSv1.3", lab.sites().requests(HOST).get(1).tlsProtocol());
        assertThrows(
                SSLHandshakeException.class, () -> client.speaking("TLSv1.2").get(HOST));
        assertEquals(List.of(0x0303), lab.sites().hellos(HOST).get(3).versions());
    }

    @Test
    void tls_old() {
        lab.sites().site(HOST, FakeHttpsSite.policy(POLICY).with(SupportedTlsVersions.OLD_WITH_ALERT));
        SSLException alert = assertThrows(SSLException.class, () -> client.get(HOST));
        assertTrue(alert.getMessage().contains("protocol_version"), alert.getMessage());
        lab.sites().site(HOST, FakeHttpsSite.policy(POLICY).with(SupportedTlsVersions.OLD_WITH_SERVER_HELLO));
        SSLException hello = assertThrows(SSLException.class, () -> client.get(HOST));
        assertTrue(hello.getMessage().contains("TLS11"), hello.getMessage());
    }

    @Test
    void alpn_http11() throws IOException {
        lab.sites().site(HOST, FakeHttpsSite.policy(POLICY));
        client.offering("h2", "http/1.1").get(HOST);
        assertEquals("http/1.1", lab.sites().requests(HOST).get(0).applicationProtocol());
        assertEquals(List.of("h2", "http/1.1"), lab.sites().hellos(HOST).get(0).alpn());
        assertAlert("no_application_protocol", client.offering("h2"));
        lab.sites().site(HOST, FakeHttpsSite.policy(POLICY).with(Alpn.IGNORED));
        client.offering("h2").get(HOST);
        assertEquals("", lab.sites().requests(HOST).get(1).applicationProtocol());
    }

    @Test
    void alpn_h2OnlyRefusesOthers() {
        lab.sites().site(HOST, FakeHttpsSite.policy(POLICY).with(Alpn.H2_ONLY));
        assertAlert("no_application_protocol", client);
        assertAlert("no_application_protocol", client.offering("http/1.1"));
    }

    @Test
    void alpn_h2WithoutAlertSpeaksFrames() throws IOException {
        lab.sites().site(HOST, FakeHttpsSite.policy(POLICY).with(Alpn.H2_WITHOUT_ALERT));
        String answer = client.offering("http/1.1").get(HOST);
        assertFalse(answer.startsWith("HTTP"), answer);
        assertEquals(0x04, answer.charAt(3), "a SETTINGS frame");
    }

    @ParameterizedTest
    @EnumSource(
            value = Alpn.class,
            names = {"H2_ONLY", "H2_PREFERRED", "H2_WITHOUT_ALERT"})
    void alpn_h2IsGoodEnoughForTheJdk(Alpn alpn) throws Exception {
        String longPolicy = POLICY + "x".repeat(40_000);
        Response response = Response.text(longPolicy).header("X-Long", "h".repeat(300));
        lab.sites().site(HOST, FakeHttpsSite.of(response).with(alpn));
        SSLParameters sni = client.context().getDefaultSSLParameters();
        sni.setServerNames(List.of(new SNIHostName(HOST)));
        HttpClient http = HttpClient.newBuilder()
                .sslContext(client.context())
                .sslParameters(sni)
                .connectTimeout(Duration.ofSeconds(5))
                .build();
        HttpRequest request = HttpRequest.newBuilder(URI.create(
                        "https://" + Laboratory.PUBLIC4 + ":" + lab.sites().port() + HttpConversation.POLICY_PATH))
                .timeout(Duration.ofSeconds(5))
                .build();
        for (int i = 0; i < 2; i++) {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            assertEquals(HttpClient.Version.HTTP_2, answer.version());
            assertEquals(200, answer.statusCode());
            assertEquals(longPolicy, answer.body());
            assertEquals("h".repeat(300), answer.headers().firstValue("x-long").orElseThrow());
        }
        assertEquals("h2", lab.sites().requests(HOST).get(0).applicationProtocol());
    }

    @Test
    void response_headersInOrderAndStatus() throws IOException {
        lab.sites()
                .site(
                        HOST,
                        FakeHttpsSite.of(Response.status(403)
                                .header("X-B", "1")
                                .header("X-A", "2")
                                .body("denied")));
        assertEquals("HTTP/1.1 403 Lab\r\nX-B: 1\r\nX-A: 2\r\nContent-Length: 6\r\n\r\ndenied", client.get(HOST));
    }

    @Test
    void response_redirect() throws IOException {
        lab.sites().site(HOST, FakeHttpsSite.of(Response.redirect(301, "https://www.example.com/")));
        assertTrue(client.get(HOST).startsWith("HTTP/1.1 301 Lab\r\nLocation: https://www.example.com/\r\n"));
    }

    @Test
    void response_preamble() throws IOException {
        Response response = Response.text(POLICY)
                .after(100)
                .after(103, new HttpHeader("Link", "</x>; rel=preload"))
                .preamble("HTTP/1.1 102 Processing\r\n\r\n");
        lab.sites().site(HOST, FakeHttpsSite.of(response));
        assertTrue(client.get(HOST)
                .startsWith("HTTP/1.1 100 Interim\r\n\r\n"
                        + "HTTP/1.1 103 Interim\r\nLink: </x>; rel=preload\r\n\r\n"
                        + "HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 200 Lab\r\n"));
    }

    @Test
    void response_gzip() throws IOException {
        lab.sites().site(HOST, FakeHttpsSite.of(Response.text(POLICY).gzip()));
        String answer = client.get(HOST);
        assertTrue(answer.contains("Content-Encoding: gzip\r\n"));
        byte[] body = answer.substring(answer.indexOf("\r\n\r\n") + 4).getBytes(StandardCharsets.ISO_8859_1);
        assertArrayEquals(
                POLICY.getBytes(StandardCharsets.UTF_8),
                new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes());
    }

    @Test
    void response_hugeHeader() throws IOException {
        lab.sites().site(HOST, FakeHttpsSite.of(Response.text(POLICY).header("X-Huge", "h".repeat(65_536))));
        assertTrue(client.get(HOST).length() > 65_536);
    }

    @Test
    void framing() throws IOException {
        assertEquals("Content-Length: 3\r\n\r\nabc", framed(Framing.CONTENT_LENGTH));
        assertEquals("Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n", framed(Framing.CHUNKED));
        assertEquals("Connection: close\r\n\r\nabc", framed(Framing.UNTIL_CLOSE));
        assertEquals("Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n", framed(Framing.CHUNKED_CUT_OFF));
        assertEquals("Content-Length: 1003\r\n\r\nabc", framed(Framing.CONTENT_LENGTH_CUT_OFF));
        assertEquals("\r\nabc", framed(Framing.AS_GIVEN));
        assertEquals("Connection: close\r\n\r\nabc", framed(Framing.UNTIL_CLOSE_WITHOUT_CLOSE_NOTIFY));
    }

    @Test
    void framing_closeNotify() throws IOException {
        int alert = 21;
        int data = 23;
        FakeHttpsSite site = FakeHttpsSite.policy(POLICY).with(SupportedTlsVersions.ONLY_1_2);
        lab.sites().site(HOST, site.with(site.response().framing(Framing.UNTIL_CLOSE)));
        assertEquals(alert, client.lastRecordType(HOST));
        lab.sites().site(HOST, site.with(site.response().framing(Framing.UNTIL_CLOSE_WITHOUT_CLOSE_NOTIFY)));
        assertEquals(data, client.lastRecordType(HOST));
    }

    private static String framed(Framing framing) throws IOException {
        lab.sites().site(HOST, FakeHttpsSite.of(Response.status(200).body("abc").framing(framing)));
        return client.get(HOST).substring("HTTP/1.1 200 Lab\r\n".length());
    }

    @ParameterizedTest
    @EnumSource(
            value = Framing.class,
            names = {"ENDLESS_CHUNKED", "ENDLESS_UNTIL_CLOSE"})
    void framing_endless(Framing framing) throws IOException {
        Response response = Response.text(POLICY).framing(framing).pace(Throttle.ONE_MEGABYTE_PER_SECOND);
        lab.sites().site(HOST, FakeHttpsSite.of(response));
        long start = System.nanoTime();
        assertEquals(200_000, client.read(HOST, 200_000).length());
        assertTrue(System.nanoTime() - start > 100_000_000, "about 1 MB/s");
    }

    @Test
    void pace_drip() throws IOException {
        Response response = Response.text("12345").pace(new Throttle(1, Duration.ofMillis(30)));
        lab.sites().site(HOST, FakeHttpsSite.of(response));
        long start = System.nanoTime();
        assertTrue(client.get(HOST).endsWith("12345"));
        assertTrue(System.nanoTime() - start >= 120_000_000);
    }

    @ParameterizedTest
    @EnumSource(FakeHttpsSite.Stage.class)
    void delays(FakeHttpsSite.Stage stage) throws IOException {
        lab.sites().site(HOST, FakeHttpsSite.policy(POLICY).delayed(stage, Duration.ofMillis(150)));
        long start = System.nanoTime();
        assertTrue(client.get(HOST).endsWith(POLICY));
        assertTrue(System.nanoTime() - start >= 150_000_000);
    }

    @Test
    void fault_alerts() {
        lab.sites().site(HOST, FakeHttpsSite.broken(HttpFault.HANDSHAKE_FAILURE));
        assertAlert("handshake_failure", client);
        lab.sites().site(HOST, FakeHttpsSite.broken(HttpFault.UNRECOGNIZED_NAME));
        assertAlert("unrecognized_name", client);
    }

    private static void assertAlert(String alert, LabClient by) {
        SSLException failure = assertThrows(SSLException.class, () -> by.get(HOST));
        assertTrue(failure.getMessage().contains(alert), failure.getMessage());
    }

    @ParameterizedTest
    @EnumSource(
            value = HttpFault.class,
            names = {"SILENCE_AFTER_ACCEPT", "SILENCE_AFTER_TLS", "SILENCE_AFTER_HEADERS"})
    void fault_silence(HttpFault fault) {
        lab.sites().site(HOST, FakeHttpsSite.policy(POLICY).with(fault));
        assertThrows(SocketTimeoutException.class, () -> client.hasty().get(HOST));
        assertEquals(
                fault == HttpFault.SILENCE_AFTER_HEADERS ? 1 : 0,
                lab.sites().requests(HOST).size());
    }

    @Test
    void fault_endings() throws IOException {
        lab.sites().site(HOST, FakeHttpsSite.broken(HttpFault.CLOSE_AFTER_ACCEPT));
        assertThrows(SSLException.class, () -> client.get(HOST));
        lab.sites().site(HOST, FakeHttpsSite.broken(HttpFault.PLAIN_HTTP));
        assertThrows(SSLException.class, () -> client.get(HOST));
        lab.sites().site(HOST, FakeHttpsSite.broken(HttpFault.CLOSE_AFTER_TLS));
        assertEquals("", client.get(HOST));
        lab.sites().site(HOST, FakeHttpsSite.broken(HttpFault.CLOSE_AFTER_REQUEST));
        assertEquals("", client.get(HOST));
        for (HttpFault reset :
                List.of(HttpFault.RESET_AFTER_ACCEPT, HttpFault.RESET_IN_HEADERS, HttpFault.RESET_IN_BODY)) {
            lab.sites().site(HOST, FakeHttpsSite.policy(POLICY).with(reset));
            IOException end = assertThrows(IOException.class, () -> client.get(HOST), reset.toString());
            Throwable cause = end instanceof SSLException && end.getCause() != null ? end.getCause() : end;
            assertInstanceOf(SocketException.class, cause, reset.toString());
        }
    }

    @Test
    void fault_endlessHeaders() throws IOException {
        lab.sites().site(HOST, FakeHttpsSite.policy(POLICY).with(HttpFault.ENDLESS_HEADERS));
        String start = client.read(HOST, 100_000);
        assertTrue(start.startsWith("HTTP/1.1 200 Lab\r\nContent-Type: text/plain\r\n"));
        assertFalse(start.contains("\r\n\r\n"));
    }

    @Test
    void garbage_endsTheConnection() throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(Laboratory.PUBLIC4, lab.sites().port()));
            socket.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertClosed(socket);
        }
    }

    private static void assertClosed(Socket socket) throws IOException {
        try {
            assertEquals(-1, socket.getInputStream().read());
        } catch (SocketException reset) {
            assertTrue(reset.getMessage().contains("reset"), reset.getMessage());
        }
    }

    @Test
    void load_hundredsOfConnectionsAtOnce() throws Exception {
        lab.sites()
                .site(HOST, FakeHttpsSite.policy(POLICY).delayed(FakeHttpsSite.Stage.HEADERS, Duration.ofMillis(500)));
        List<CompletableFuture<String>> answers = new ArrayList<>();
        try (DaemonThreads threads = new DaemonThreads("load")) {
            for (int i = 0; i < 300; i++) {
                CompletableFuture<String> answer = new CompletableFuture<>();
                answers.add(answer);
                threads.run(() -> answer.complete(client.get(HOST)));
            }
            for (CompletableFuture<String> answer : answers) {
                assertTrue(answer.get(60, TimeUnit.SECONDS).endsWith(POLICY));
            }
        }
        assertEquals(300, lab.sites().requests(HOST).size());
    }
}
