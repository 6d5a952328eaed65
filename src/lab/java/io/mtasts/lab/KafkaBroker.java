package io.mtasts.lab;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * A real Kafka broker in KRaft mode, in a process of its own on loopback, until it is closed. Its jars are in target/kafka, where
 * src/lab/kafka/pom.xml puts them.
 */
public final class KafkaBroker implements AutoCloseable {

    private static final Path JARS = Path.of("target", "kafka");
    private static final String CLUSTER = "mta-sts-laboratory-000";
    private static final int START_SECONDS = 60;

    private final Path directory;
    private final int port;
    private Process process;

    private KafkaBroker(Path directory, int port) throws IOException {
        this.directory = directory;
        this.port = port;
        this.process = run();
    }

    /** Whether the jars are there. */
    public static boolean isAvailable() {
        return Files.isDirectory(JARS);
    }

    /** Starts a broker with no topics. */
    public static KafkaBroker start() throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("mta-sts-kafka");
        int port = freePort();
        int controller = freePort();
        Files.writeString(
                directory.resolve("server.properties"),
                """
                process.roles=broker,controller
                node.id=1
                controller.quorum.voters=1@127.0.0.1:%2$d
                listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
                advertised.listeners=PLAINTEXT://127.0.0.1:%1$d
                controller.listener.names=CONTROLLER
                listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
                log.dirs=%3$s
                auto.create.topics.enable=false
                offsets.topic.replication.factor=1
                offsets.topic.num.partitions=4
                transaction.state.log.replication.factor=1
                transaction.state.log.min.isr=1
                group.initial.rebalance.delay.ms=0
                """.formatted(port, controller, directory.resolve("data")),
                StandardCharsets.UTF_8);
        Process format = new ProcessBuilder(command(
                        "kafka.tools.StorageTool",
                        "format",
                        "-t",
                        CLUSTER,
                        "-c",
                        directory.resolve("server.properties").toString()))
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("format.out").toFile())
                .start();
        if (format.waitFor() != 0) {
            throw new IOException(Files.readString(directory.resolve("format.out")));
        }
        KafkaBroker broker = new KafkaBroker(directory, port);
        broker.await();
        return broker;
    }

    /** The address, as clients are configured with it. */
    public String address() {
        return "127.0.0.1:" + port;
    }

    public long pid() {
        return process.pid();
    }

    /** Creates the topics of the pipeline, of which the verdicts are compacted. */
    public void createTopics(int partitions, int retryTopics) throws InterruptedException {
        List<NewTopic> topics = new ArrayList<>(Stream.concat(
                        Stream.of("domains", "candidates", "dead-letter", "changes"),
                        IntStream.rangeClosed(1, retryTopics).mapToObj(level -> "retry." + level))
                .map(name -> new NewTopic("mta-sts." + name, partitions, (short) 1))
                .toList());
        topics.add(
                new NewTopic("mta-sts.verdicts", partitions, (short) 1).configs(Map.of("cleanup.policy", "compact")));
        try (Admin admin = admin()) {
            admin.createTopics(topics).all().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    /** The names of all topics. */
    public Set<String> topics() throws InterruptedException {
        try (Admin admin = admin()) {
            return admin.listTopics().names().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", address()));
    }

    /** Ends the process as a lack of power would, and starts it with the same data at the same port. */
    public void restart() throws IOException, InterruptedException {
        process.destroyForcibly().waitFor();
        process = run();
        await();
    }

    /** Stops the process for a while, as a machine that has too much to do. */
    public void pauseFor(Duration duration) throws IOException, InterruptedException {
        Suspension.of(process.pid(), duration);
    }

    @Override
    public void close() {
        try {
            process.destroyForcibly().waitFor();
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Process run() throws IOException {
        return new ProcessBuilder(command(
                        "kafka.Kafka", directory.resolve("server.properties").toString()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        directory.resolve("broker.out").toFile()))
                .start();
    }

    private static List<String> command(String... program) throws IOException {
        try (Stream<Path> jars = Files.list(JARS)) {
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx512m",
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    jars.map(Path::toString).collect(Collectors.joining(File.pathSeparator))));
            command.addAll(List.of(program));
            return command;
        }
    }

    private void await() throws IOException, InterruptedException {
        for (int i = 0; i < START_SECONDS * 10 && process.isAlive(); i++) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress("127.0.0.1", port), 1000);
                return;
            } catch (IOException notYet) {
                TimeUnit.MILLISECONDS.sleep(100);
            }
        }
        throw new IOException("the broker did not start:\n" + Files.readString(directory.resolve("broker.out")));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
