package io.mtasts.reliability;

import io.mtasts.lab.FakeHttpsSite;
import io.mtasts.lab.LabFixtures;
import io.mtasts.lab.Laboratory;
import io.mtasts.lab.PackagedService;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** One to three replicas behind nginx, set up as docker/nginx.conf says: how many checks they do, and a rolling restart. */
final class ReplicasScenario {

    private static final int MAX_REPLICAS = 3;
    private static final int HOSTS = 600;
    private static final Duration HOST_TAKES = Duration.ofMillis(500);

    /** So few at once that the hosts' slowness bounds a replica, and not this machine's processor. */
    private static final int CHECKS_OF_A_REPLICA = 8;

    private static final int CONCURRENCY = 40;
    private static final int SECONDS = 20;

    private final Laboratory lab;
    private final List<Integer> ports;
    private final Map<Integer, PackagedService> replicas = new HashMap<>();

    private ReplicasScenario(Laboratory lab) throws IOException {
        this.lab = lab;
        ports = freePorts(MAX_REPLICAS + 1);
    }

    static void run() throws Exception {
        try (Laboratory lab = Laboratory.start()) {
            for (int i = 0; i < HOSTS; i++) {
                String domain = domain(i);
                LabFixtures.stageValid(lab, domain);
                lab.sites()
                        .site(
                                "mta-sts." + domain,
                                FakeHttpsSite.policy(LabFixtures.policy("enforce", "mx1." + domain))
                                        .delayed(FakeHttpsSite.Stage.HEADERS, HOST_TAKES));
            }
            new ReplicasScenario(lab).measure();
        }
    }

    private void measure() throws Exception {
        StringBuilder text = new StringBuilder(ReliabilityReport.machine())
                .append("""

                        Hosts that take %d ms, %d checks at once allowed to each replica, %d clients:

                        | replicas | checks a second | of one replica's, times their number |
                        |---|---|---|
                        """.formatted(HOST_TAKES.toMillis(), CHECKS_OF_A_REPLICA, CONCURRENCY));
        try {
            double one = 0;
            for (int count = 1; count <= MAX_REPLICAS; count++) {
                start(ports.get(count));
                Process nginx = nginx(count);
                try {
                    load(Duration.ofSeconds(5));
                    double rate = load(Duration.ofSeconds(SECONDS)).correct() / (double) SECONDS;
                    one = count == 1 ? rate : one;
                    text.append("| %d | %.1f | %.0f %% |%n".formatted(count, rate, 100 * rate / (one * count)));
                } finally {
                    stop(nginx);
                }
            }
            Process nginx = nginx(MAX_REPLICAS);
            try {
                text.append(rollingRestart());
            } finally {
                stop(nginx);
            }
        } finally {
            replicas.values().forEach(PackagedService::close);
        }
        ReliabilityReport.write("replicas", text.toString());
    }

    private String rollingRestart() throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        List<Integer> exits = new ArrayList<>();
        Thread restarts = new Thread(() -> {
            try {
                for (int port : ports.subList(1, ports.size())) {
                    PackagedService replica = replicas.get(port);
                    replica.terminate();
                    exits.add(replica.exitCode());
                    start(port);
                }
            } catch (Exception e) {
                throw new IllegalStateException(e);
            } finally {
                over.set(true);
            }
        });
        restarts.start();
        LoadResult result = load(over);
        restarts.join();
        return """

                Rolling restart of all %d under the same load, one after the other by SIGTERM: %d checks, %d of them without the right \
                answer; exit codes %s.
                """.formatted(MAX_REPLICAS, result.total.get(), result.total.get() - result.correct(), exits);
    }

    private LoadResult load(Duration time) throws InterruptedException {
        AtomicBoolean over = new AtomicBoolean();
        Thread clock = new Thread(() -> {
            try {
                TimeUnit.NANOSECONDS.sleep(time.toNanos());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            over.set(true);
        });
        clock.start();
        return load(over);
    }

    /** A closed loop: each client asks again as soon as it has its answer, for another domain. */
    private LoadResult load(AtomicBoolean over) throws InterruptedException {
        CheckClient client = new CheckClient("http://localhost:" + ports.get(0));
        AtomicInteger next = new AtomicInteger();
        LoadResult result = new LoadResult();
        List<Thread> clients = new ArrayList<>();
        for (int i = 0; i < CONCURRENCY; i++) {
            Thread thread = new Thread(() -> {
                while (!over.get()) {
                    client.check(domain(next.getAndIncrement() % HOSTS))
                            .handle((answer, failure) -> answer)
                            .thenAccept(answer -> result.add(true, answer))
                            .join();
                }
            });
            thread.start();
            clients.add(thread);
        }
        for (Thread thread : clients) {
            thread.join();
        }
        return result;
    }

    private void start(int port) throws IOException {
        Map<String, String> properties = new HashMap<>(ServiceConfig.of("3s"));
        properties.put("quarkus.http.port", Integer.toString(port));
        properties.put("mta-sts.limits.checks", Integer.toString(CHECKS_OF_A_REPLICA));
        properties.put("mta-sts.limits.max-wait", "30s");
        replicas.put(port, PackagedService.start(lab, properties, "-Xmx96m"));
    }

    private Process nginx(int count) throws IOException, InterruptedException {
        String servers = ports.subList(1, count + 1).stream()
                .map(port -> "server 127.0.0.1:" + port + " max_fails=0;")
                .collect(Collectors.joining(" "));
        Path directory = Files.createTempDirectory("nginx");
        String example = Files.readString(Path.of("docker/nginx.conf"))
                .replace("server 127.0.0.1:8080 max_fails=0;", servers)
                .replace("listen 8443 ssl;", "listen 127.0.0.1:" + ports.get(0) + ";")
                .replaceAll("(?m)^ *ssl_.*$", "");
        Path configuration = directory.resolve("nginx.conf");
        Files.writeString(configuration, "pid " + directory.resolve("pid") + ";\ndaemon off;\n" + example);
        Process nginx = new ProcessBuilder("nginx", "-e", "stderr", "-c", configuration.toString())
                .inheritIO()
                .start();
        awaitListening(ports.get(0));
        return nginx;
    }

    private static void awaitListening(int port) throws InterruptedException {
        for (int i = 0; i < 100; i++) {
            try {
                new Socket(InetAddress.getLoopbackAddress(), port).close();
                return;
            } catch (IOException notYet) {
                TimeUnit.MILLISECONDS.sleep(50);
            }
        }
        throw new IllegalStateException("nginx does not listen");
    }

    private static void stop(Process nginx) throws InterruptedException {
        nginx.destroy();
        nginx.waitFor();
    }

    private static List<Integer> freePorts(int count) throws IOException {
        List<ServerSocket> sockets = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            sockets.add(new ServerSocket(0));
        }
        List<Integer> free = sockets.stream().map(ServerSocket::getLocalPort).toList();
        for (ServerSocket socket : sockets) {
            socket.close();
        }
        return free;
    }

    private static String domain(int number) {
        return "replicas" + number + ".example";
    }
}
