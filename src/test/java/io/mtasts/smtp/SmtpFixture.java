package io.mtasts.smtp;

import static io.mtasts.lab.ScriptedServer.write;

import io.mtasts.https.TestPki;
import io.mtasts.lab.ScriptedServer;
import io.mtasts.name.DomainName;
import io.mtasts.net.ConnectionBudget;
import io.mtasts.net.SsrfGuard;
import io.mtasts.verdict.StarttlsProbe;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A prober that may connect to 127.0.1.0/24 and ::1, and what a scripted mail server says. */
final class SmtpFixture implements AutoCloseable {

    static final String HOST = "mx1.example.com";
    static final String GREETING = "220 mx1.example.com ESMTP\r\n";
    static final String EXTENSIONS = "250-mx1.example.com\r\n250-PIPELINING\r\n250 STARTTLS\r\n";
    static final String READY = "220 2.0.0 Ready to start TLS\r\n";
    static final SSLContext GOOD = TestPki.server(TestPki.issue(TestPki.INTERMEDIATE, TestPki.leaf(HOST)));
    static final Duration LONG = Duration.ofSeconds(20);
    static final Duration SHORT = Duration.ofMillis(600);

    private final Vertx vertx = Vertx.vertx();

    /** Probes once, since in a cold JVM a short deadline would measure nothing but the loading of classes. */
    SmtpFixture() {
        try (ScriptedServer server = ScriptedServer.start("127.0.1.1", 0, (socket, number) -> protect(socket, GOOD))) {
            probe(server.port(), LONG, "127.0.1.1");
        }
    }

    StarttlsProbe probe(ScriptedServer server) {
        return probe(server.port(), LONG, "127.0.1.1");
    }

    StarttlsProbe probe(int port, Duration timeout, String address) {
        return probing(port, timeout, address).await().atMost(Duration.ofSeconds(60));
    }

    Uni<StarttlsProbe> probing(int port, Duration timeout, String address) {
        SsrfGuard guard = new SsrfGuard(List.of("127.0.1.0/24", "::1/128", "fe80::/64"), Set.of());
        SmtpSettings settings = new SmtpSettings(port, 9, timeout, new DomainName("checker.example.net"));
        return new StarttlsProber(vertx, guard, TestPki.trust(), settings)
                .probe(HOST, address(address), ConnectionBudget.Limits.PER_CHECK.forCheck());
    }

    private static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** All goes well until the server is to speak as of this stage. */
    static void until(SessionStage stage, Socket socket) throws IOException {
        List<String> turns = List.of(GREETING, EXTENSIONS, READY);
        for (int i = 0; i < Math.min(stage.ordinal(), turns.size()); i++) {
            write(socket, turns.get(i));
            if (i < 2) {
                readLine(socket);
            }
        }
    }

    /** A server without a fault; the command that came under TLS, and the socket. */
    static SSLSocket protect(Socket socket, SSLContext context, String... protocols) throws IOException {
        until(SessionStage.HANDSHAKE, socket);
        SSLSocket tls = (SSLSocket) context.getSocketFactory().createSocket(socket, null, true);
        tls.setUseClientMode(false);
        if (protocols.length > 0) {
            tls.setEnabledProtocols(protocols);
        }
        tls.startHandshake();
        readLine(tls);
        write(tls, "221 bye\r\n");
        return tls;
    }

    static String readLine(Socket socket) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int octet;
        do {
            octet = socket.getInputStream().read();
            line.write(octet);
        } while (octet >= 0 && octet != '\n');
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
