package io.mtasts.smtp;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * The Postfix that is installed on this machine, as an instance of its own in a directory of its own, with a server for each
 * set of options. Without one, or without root, tests are skipped, unless POSTFIX_REQUIRED is set.
 */
final class Postfix implements AutoCloseable {

    static final String ADDRESS = "127.0.1.41";

    private static final Logger LOG = Logger.getLogger(Postfix.class.getName());
    private static final Path PROGRAM = Path.of("/usr/sbin/postfix");
    private static final int START_TIMEOUT_SECONDS = 60;

    private final Path directory;
    private final List<String> services = new ArrayList<>();

    private Postfix(Path directory) {
        this.directory = directory;
    }

    /** One without any server yet. */
    static Postfix prepare() throws IOException {
        boolean usable =
                Files.isExecutable(PROGRAM) && System.getProperty("user.name").equals("root");
        if (!usable && "true".equals(System.getenv("POSTFIX_REQUIRED"))) {
            fail("POSTFIX_REQUIRED is set, but there is no " + PROGRAM + ", or no root to start it");
        }
        if (!usable) {
            LOG.warning("A test against Postfix is skipped: no " + PROGRAM + ", or no root to start it");
        }
        assumeTrue(usable, "no Postfix");
        // its services run as other users, who must be able to get in
        Path directory = Path.of(Files.createTempDirectory("postfix-").toString());
        run("chmod", "755", directory.toString());
        return new Postfix(directory);
    }

    /** A file with the key and the chain, for the option smtpd_tls_chain_files. */
    Path chain(String name, X509Bundle bundle) throws IOException {
        Path file = directory.resolve(name + ".pem");
        Files.writeString(file, bundle.getPrivateKeyPEM() + bundle.getCertificatePathPEM(), StandardCharsets.US_ASCII);
        return file;
    }

    /** Adds an SMTP server with these options, at the port that is returned. */
    int smtpd(String... options) throws IOException {
        return add(" inet n - n - - smtpd", options);
    }

    /** Adds one behind postscreen, which makes strangers wait in the middle of its greeting. */
    int postscreen() throws IOException {
        services.addAll(List.of(
                "smtpd pass - - n - - smtpd", "dnsblog unix - - n - 0 dnsblog", "tlsproxy unix - - n - 0 tlsproxy"));
        return add(" inet n - n - 1 postscreen");
    }

    private int add(String service, String... options) throws IOException {
        int port = freePort();
        services.add(ADDRESS + ":" + port + service);
        Stream.of(options).forEach(option -> services.add("  -o " + option));
        return port;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(ADDRESS))) {
            return socket.getLocalPort();
        }
    }

    /** Returns when it listens. */
    void start(Path chain) throws IOException {
        Path configuration = Files.createDirectory(directory.resolve("conf"));
        Path queue = Files.createDirectory(directory.resolve("queue"));
        Path data = Files.createDirectory(directory.resolve("data"));
        run("chown", "postfix", data.toString());
        services.addAll(List.of(
                "tlsmgr unix - - n 1000? 1 tlsmgr",
                "anvil unix - - n - 1 anvil",
                "postlog unix-dgram n - n - 1 postlogd"));
        Files.writeString(configuration.resolve("master.cf"), String.join("\n", services) + "\n");
        Files.writeString(configuration.resolve("main.cf"), """
                compatibility_level = 3.6
                myhostname = mx1.example.com
                mynetworks =
                inet_protocols = ipv4
                queue_directory = %s
                data_directory = %s
                maillog_file_prefixes = %s
                maillog_file = %s
                smtpd_peername_lookup = no
                smtpd_tls_security_level = may
                smtpd_tls_chain_files = %s
                local_recipient_maps =
                alias_maps =
                alias_database =
                postscreen_greet_wait = 1s
                postscreen_cache_map =
                """.formatted(
                        queue, data, directory, directory.resolve("log"), chain));
        run(PROGRAM.toString(), "-c", configuration.toString(), "start");
    }

    String log() throws IOException {
        return Files.readString(directory.resolve("log"));
    }

    @Override
    public void close() throws IOException {
        run(PROGRAM.toString(), "-c", directory.resolve("conf").toString(), "stop");
        try (Stream<Path> all = Files.walk(directory)) {
            all.sorted(Comparator.reverseOrder()).forEach(Postfix::delete);
        }
    }

    private static void delete(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void run(String... command) throws IOException {
        Path output = Files.createTempFile("postfix-", ".out");
        try {
            // not a pipe, which the daemons would keep open
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(START_TIMEOUT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException(String.join(" ", command) + ": " + Files.readString(output));
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        } finally {
            Files.delete(output);
        }
    }
}
