package io.mtasts.lab;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.BindException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLSocket;

/** The mail servers, at one port of an address for each {@link MailServerBehavior}; under TLS they are told apart by SNI. */
public final class FakeMailServers implements AutoCloseable {

    private static final int PORTS_TO_TRY = 50;

    private final DaemonThreads workers = new DaemonThreads("smtp");
    private final LabCa ca;
    private final int port;
    private final Map<String, CertificateKind> certificates = new ConcurrentHashMap<>();
    private final ReceivedLog<String> commands = new ReceivedLog<>();

    FakeMailServers(LabCa ca) throws IOException {
        this.ca = ca;
        this.port = listen();
    }

    /** At a port that is free at all addresses. */
    private int listen() throws IOException {
        for (int attempt = 1; ; attempt++) {
            List<Listener> listeners = new ArrayList<>();
            try {
                for (MailServerBehavior conduct : MailServerBehavior.values()) {
                    int at = listeners.isEmpty() ? 0 : listeners.get(0).port();
                    Listener listener = new Listener(workers, Loopback.address(conduct.address()), at, true);
                    listener.accept((client, number) -> converse(client, conduct));
                    listeners.add(listener);
                }
                return listeners.get(0).port();
            } catch (BindException taken) {
                listeners.forEach(Listener::close);
                if (attempt == PORTS_TO_TRY) {
                    throw taken;
                }
            }
        }
    }

    public int port() {
        return port;
    }

    /** Sets what the host shows; a good certificate, unless it is set. */
    public FakeMailServers certificate(String host, CertificateKind kind) {
        certificates.put(host, kind);
        return this;
    }

    /** All commands that came, in the order of their arrival; those under TLS with the host (by SNI) before them. */
    public List<String> commands() {
        return commands.all();
    }

    /** Waits for a command that no earlier call returned, to any mail server. */
    public String takeCommand(Duration timeout) throws InterruptedException {
        return commands.take(timeout);
    }

    /** Forgets all certificates and commands. */
    void reset() {
        certificates.clear();
        commands.clear();
    }

    private void converse(Socket client, MailServerBehavior conduct) throws IOException {
        if (conduct == MailServerBehavior.SILENT) {
            FakePolicyServer.waitForTheClient(client.getInputStream());
            return;
        }
        say(client, conduct.greeting());
        if (converse(client, "", conduct) && !failsForOldTls(client, conduct)) {
            ClientHello.Read read = ClientHello.read(client.getInputStream());
            String host = read.hello().serverName().orElse("mx.lab.test");
            SSLSocket tls = (SSLSocket) ca.context(host, certificates.getOrDefault(host, CertificateKind.GOOD))
                    .getSocketFactory()
                    .createSocket(client, read.replay(), true);
            tls.startHandshake();
            converse(tls, host + " ", conduct);
            tls.close();
        }
    }

    private static boolean failsForOldTls(Socket client, MailServerBehavior conduct) throws IOException {
        if (conduct == MailServerBehavior.OLD_TLS) {
            ClientHello.read(client.getInputStream());
            client.getOutputStream().write(TlsScript.PROTOCOL_VERSION);
        }
        return conduct == MailServerBehavior.OLD_TLS;
    }

    /** Until the end, or true where TLS is to begin. */
    private boolean converse(Socket socket, String prefix, MailServerBehavior conduct) throws IOException {
        String command = line(socket.getInputStream());
        while (!command.isEmpty()) {
            commands.add(prefix + command);
            switch (command.split(" ", 2)[0].toUpperCase(Locale.ROOT)) {
                case "EHLO" -> say(socket, conduct.answerToEhlo());
                case "STARTTLS" -> {
                    say(socket, conduct.answerToStarttls());
                    if (conduct.answerToStarttls().startsWith("220")) {
                        return true;
                    }
                }
                case "QUIT" -> {
                    say(socket, "221 2.0.0 Bye");
                    return false;
                }
                default -> say(socket, "502 5.5.1 Command not implemented");
            }
            command = line(socket.getInputStream());
        }
        return false;
    }

    private static void say(Socket socket, String reply) throws IOException {
        socket.getOutputStream().write((reply + "\r\n").getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
    }

    /** Without its end; empty at the end of all. */
    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int octet = in.read(); octet >= 0 && octet != '\n'; octet = in.read()) {
            line.write(octet);
        }
        return line.toString(StandardCharsets.ISO_8859_1).strip();
    }

    @Override
    public void close() {
        workers.close();
    }
}
