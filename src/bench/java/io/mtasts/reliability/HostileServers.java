package io.mtasts.reliability;

import io.mtasts.https.DheServer;
import io.mtasts.https.TestPki;
import io.mtasts.lab.ScriptedServer;
import io.netty.pkitesting.X509Bundle;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** The policy hosts and mail servers of an attacker. */
final class HostileServers implements AutoCloseable {

    private static final int MAX_BITS = 8_192;
    private static final int ALLOWED_BITS = 4_096;

    private final LowPriorityProcess process;
    private final String root;

    private HostileServers(LowPriorityProcess process, String root) {
        this.process = process;
        this.root = root;
    }

    /**
     * Starts the servers of an attack, and waits until they are ready.
     *
     * @param port of their policy hosts or mail servers
     */
    static HostileServers start(Attack attack, int port) throws IOException {
        Path root = Files.createTempFile("hostile", ".pem");
        root.toFile().deleteOnExit();
        LowPriorityProcess process =
                LowPriorityProcess.start(HostileServers.class, attack.name(), Integer.toString(port), root.toString());
        return new HostileServers(process, Files.readString(root));
    }

    /** Returns the certificate of their root, as PEM. */
    String root() {
        return root;
    }

    @Override
    public void close() {
        process.close();
    }

    /** Takes the name of the attack, the port and the file for the root certificate. Runs until it is killed. */
    public static void main(String[] args) throws Exception {
        Attack attack = Attack.valueOf(args[0]);
        int port = Integer.parseInt(args[1]);
        Files.writeString(Path.of(args[2]), TestPki.ROOT.getCertificatePEM());
        serve(attack, port);
        System.out.println("ready");
        Thread.currentThread().join();
    }

    private static void serve(Attack attack, int port) {
        if (attack.isOverSmtp()) {
            HostileDns.ADDRESSES.forEach(address ->
                    ScriptedServer.start(address, port, (socket, number) -> ScriptedServer.untilClosed(socket)));
        } else if (attack == Attack.KEY_UPDATES) {
            keyUpdates(hosts(attack), port);
        } else if (attack == Attack.HANDSHAKES) {
            diffieHellman(hosts(attack), port);
        }
    }

    private static String[] hosts(Attack attack) {
        return IntStream.range(0, Attack.WAVES)
                .boxed()
                .flatMap(wave ->
                        IntStream.range(0, attack.checks()).mapToObj(check -> "mta-sts." + attack.domain(wave, check)))
                .toArray(String[]::new);
    }

    /** Rejects the first ClientHello, so that the JDK's engine connects. Then sends key updates and reads nothing. */
    private static void keyUpdates(String[] hosts, int port) {
        SSLContext context = TestPki.server(TestPki.issue(TestPki.INTERMEDIATE, TestPki.leaf(hosts)));
        ScriptedServer.start(HostileDns.ADDRESSES.get(0), port, (socket, number) -> {
            Optional<byte[]> hello = DheServer.helloWithDhe(socket);
            if (hello.isPresent()) {
                SSLSocket tls = (SSLSocket)
                        context.getSocketFactory().createSocket(socket, new ByteArrayInputStream(hello.get()), true);
                tls.startHandshake();
                while (true) {
                    tls.startHandshake();
                }
            }
        });
    }

    private static void diffieHellman(String[] hosts, int port) {
        X509Bundle certificate =
                TestPki.issue(TestPki.INTERMEDIATE, TestPki.leaf(hosts).rsa2048());
        List<String> addresses = HostileDns.ADDRESSES.subList(0, 8);
        addresses.forEach(address -> ScriptedServer.start(address, port, (socket, number) -> {
            if (DheServer.helloWithDhe(socket).isPresent()) {
                DheServer.serve(socket, certificate, number % 2 == 0 ? MAX_BITS : ALLOWED_BITS);
                ScriptedServer.untilClosed(socket);
            }
        }));
    }
}
