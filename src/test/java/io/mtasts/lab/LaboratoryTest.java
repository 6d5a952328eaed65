package io.mtasts.lab;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ConnectException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class LaboratoryTest {

    @Test
    void configuration_isComplete() throws IOException {
        Path trust;
        try (Laboratory lab = Laboratory.start()) {
            Map<String, String> configuration = lab.configuration();
            assertEquals("127.0.0.1:" + lab.dns().address().getPort(), configuration.get("mta-sts.dns.servers"));
            assertEquals(Integer.toString(lab.sites().port()), configuration.get("mta-sts.policy.port"));
            assertEquals("443", configuration.get("mta-sts.policy.public-port"));
            assertEquals("127.0.1.0/24,::1/128", configuration.get("mta-sts.guard.allow"));
            trust = Path.of(configuration.get("quarkus.tls.policy.trust-store.pem.certs"));
            assertEquals(lab.ca().pem(), Files.readString(trust, StandardCharsets.US_ASCII));
        }
        assertFalse(Files.exists(trust));
    }

    @Test
    void takeCommand_returnsTheCommandsInOrder() throws Exception {
        try (Laboratory lab = Laboratory.start();
                Socket client = new Socket(
                        MailServerBehavior.NORMAL.address(), lab.mailHosts().port())) {
            client.getOutputStream().write("EHLO a.example\r\nQUIT\r\n".getBytes(StandardCharsets.US_ASCII));

            Duration timeout = Duration.ofSeconds(20);
            assertEquals("EHLO a.example", lab.mailHosts().takeCommand(timeout));
            assertEquals("QUIT", lab.mailHosts().takeCommand(timeout));
        }
    }

    @Test
    void close_endsThreadsAndConnectionsAndFreesPorts() throws IOException {
        Set<String> before = labThreads();
        Laboratory lab = Laboratory.start();
        int dnsPort = lab.dns().address().getPort();
        int httpsPort = lab.sites().port();
        lab.sites()
                .site(
                        "slow.test",
                        FakeHttpsSite.policy("x")
                                .with(HttpFault.ENDLESS_HEADERS)
                                .delayed(FakeHttpsSite.Stage.TLS, Duration.ofMinutes(5)));
        lab.sites().site("silent.test", FakeHttpsSite.broken(HttpFault.SILENCE_AFTER_TLS));
        lab.dns().delay(Duration.ofMinutes(5));
        assertThrows(
                SocketTimeoutException.class, () -> new LabClient(lab).hasty().get("slow.test"));
        assertThrows(
                SocketTimeoutException.class, () -> new LabClient(lab).hasty().get("silent.test"));
        try (Socket tarpit = new Socket(Laboratory.TARPIT, httpsPort);
                Socket dns = new Socket("127.0.0.1", dnsPort)) {
            lab.close();
            assertEquals(-1, tarpit.getInputStream().read());
            assertEquals(-1, dns.getInputStream().read());
        }
        // A thread may still be ending.
        await().until(() -> before.containsAll(labThreads()));
        for (String address : new String[] {
            "127.0.0.1", Laboratory.PUBLIC4, Laboratory.OTHER_PUBLIC4, Laboratory.TARPIT, Laboratory.NO_ANSWER
        }) {
            try (ServerSocket free = new ServerSocket(httpsPort, 1, InetAddress.getByName(address))) {
                assertTrue(free.isBound());
            }
        }
        assertThrows(ConnectException.class, () -> new Socket("127.0.0.1", dnsPort).close());
        try (DatagramSocket free = new DatagramSocket(new InetSocketAddress("127.0.0.1", dnsPort))) {
            assertTrue(free.isBound());
        }
    }

    @Test
    void start_severalAtOnce() {
        try (Laboratory one = Laboratory.start();
                Laboratory other = Laboratory.start()) {
            assertFalse(one.sites().port() == other.sites().port());
            assertFalse(one.dns().address().equals(other.dns().address()));
        }
    }

    private static Set<String> labThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(Thread::isAlive)
                .filter(thread -> thread.getName().startsWith("lab-"))
                .map(thread -> thread.getName() + "#" + thread.getId())
                .collect(Collectors.toSet());
    }
}
