package io.mtasts.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.mtasts.lab.KafkaBroker;
import io.mtasts.lab.LabDomains;
import io.mtasts.lab.Laboratory;
import io.mtasts.lab.PackagedService;
import io.mtasts.lab.ProcessStats;
import io.mtasts.lab.TopicClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/** The figures of docs/scale.md, and a demonstration of the queue. Started by bench/scale. */
public final class ScaleMain {

    private static final int PARTITIONS = 6;
    private static final int RETRY_TOPICS = 3;
    private static final String DOMAINS = "mta-sts.domains";
    private static final String VERDICTS = "mta-sts.verdicts";
    private static final long MAX_SECONDS = 7_200;

    private ScaleMain() {}

    /** "demo", or the number of names for the first stage and of domains for both. */
    public static void main(String[] args) throws Exception {
        if (!KafkaBroker.isAvailable()) {
            throw new IOException("target/kafka is missing: ./mvnw -q -f src/lab/kafka/pom.xml process-resources");
        }
        if (args.length > 0 && args[0].equals("demo")) {
            demo();
        } else {
            int names = args.length > 0 ? Integer.parseInt(args[0]) : 1_000_000;
            int domains = args.length > 1 ? Integer.parseInt(args[1]) : 20_000;
            measure(names, domains);
        }
        System.exit(0);
    }

    /** Shows the way of the laboratory's domains through the pipeline, and a change. */
    private static void demo() throws Exception {
        try (Laboratory lab = Laboratory.start();
                KafkaBroker broker = KafkaBroker.start()) {
            LabDomains.stage(lab);
            broker.createTopics(PARTITIONS, RETRY_TOPICS);
            Map<String, String> configuration = new HashMap<>(lab.configuration());
            configuration.putAll(worker(broker));
            configuration.put("mta-sts.queue.retry-delays", "2s,4s,8s");
            try (PackagedService worker = PackagedService.start(configuration)) {
                TopicClient topics = new TopicClient(broker);
                List<String> names = LabDomains.all().stream()
                        .map(LabDomains.LabDomain::name)
                        .toList();
                System.out.printf(
                        "A worker at %s, a broker at %s. %d names go to %s.%n%n",
                        worker.address(), broker.address(), names.size(), DOMAINS);
                topics.write(DOMAINS, names);
                topics.write(DOMAINS, List.of("https://not-a-domain.example/"));
                await(
                        () -> topics.current(VERDICTS).size() + topics.count("mta-sts.dead-letter") > names.size(),
                        TimeUnit.MINUTES.toSeconds(3));
                topics.current(VERDICTS).values().forEach(ScaleMain::printVerdict);
                System.out.printf("%n%d retries. Dead letters:%n", topics.count("mta-sts.retry.1"));
                topics.read("mta-sts.dead-letter")
                        .forEach(entry -> System.out.printf(
                                "  %-40s %s%n", entry.key(), entry.headers().get("reason")));
                long before = topics.count("mta-sts.changes");
                System.out.printf("%nThe record of enforcing.%s disappears.%n", LabDomains.ZONE);
                lab.dns().remove("_mta-sts.enforcing." + LabDomains.ZONE);
                topics.write(DOMAINS, List.of("enforcing." + LabDomains.ZONE));
                await(() -> topics.count("mta-sts.changes") > before, 60);
                topics.read("mta-sts.changes", entry -> ("enforcing." + LabDomains.ZONE).equals(entry.key()))
                        .forEach(entry -> System.out.println("  " + entry.value()));
            }
        }
    }

    private static void printVerdict(TopicClient.Entry entry) {
        try {
            JsonNode document = new JsonMapper().readTree(entry.value());
            System.out.printf(
                    "  %-40s %-15s %-9s %s%n",
                    entry.key(),
                    document.path("verdict").asText(),
                    document.path("severity").asText(),
                    entry.headers().get("document"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void measure(int names, int domains) throws Exception {
        System.out.printf(
                "%d cores, load %s before, Java %s. Broker, DNS, HTTPS and workers share the cores.%n%n",
                Runtime.getRuntime().availableProcessors(),
                Files.readString(Path.of("/proc/loadavg")).split(" ")[0],
                System.getProperty("java.version"));
        System.out.println(
                "| what | workers | names | seconds | names/s | CPU-µs a name, workers | broker | NSD and nginx | peak MB of a worker |");
        System.out.println("|---|---|---|---|---|---|---|---|---|");
        BenchEnvironment environment = BenchEnvironment.build(domains, BenchEnvironment.Shape.PLAIN, 0);
        BenchServers servers = BenchServers.start(environment);
        boolean complete = true;
        try {
            for (int workers : List.of(1, 2)) {
                complete &= run("first stage", environment, servers, workers, missing(names), names);
                complete &= run("both stages", environment, servers, workers, environment.names(), domains);
            }
        } finally {
            servers.close();
            environment.delete();
        }
        if (!complete) {
            System.err.println("Names without a verdict.");
            System.exit(1);
        }
    }

    /** Names that do not exist, one after the other. */
    private static Iterable<String> missing(int names) {
        return () ->
                IntStream.range(0, names).mapToObj(i -> "n" + i + ".bench.test").iterator();
    }

    private static boolean run(
            String what,
            BenchEnvironment environment,
            BenchServers servers,
            int count,
            Iterable<String> names,
            int total)
            throws Exception {
        try (KafkaBroker broker = KafkaBroker.start();
                Workers workers = new Workers()) {
            broker.createTopics(PARTITIONS, RETRY_TOPICS);
            // its consumers end with the process
            TopicClient topics = new TopicClient(broker);
            topics.write(DOMAINS, names);
            Map<String, String> configuration = new HashMap<>(worker(broker));
            configuration.putAll(BenchMain.configuration(environment, "auto"));
            long start = System.nanoTime();
            long serversBefore = servers.cpuMicros();
            ProcessStats brokerStats = new ProcessStats(broker.pid());
            long brokerBefore = brokerStats.cpuMicros();
            for (int i = 0; i < count; i++) {
                workers.all.add(PackagedService.start(configuration, BenchTarget.JVM.toArray(String[]::new)));
            }
            boolean complete = await(() -> topics.count(VERDICTS) >= total, MAX_SECONDS);
            double seconds = (System.nanoTime() - start) / 1e9;
            long cpu = 0;
            long peak = 0;
            for (PackagedService worker : workers.all) {
                cpu += ProcessStats.of(worker).cpuMicros();
                peak = Math.max(peak, ProcessStats.of(worker).mostResidentMegabytes());
            }
            System.out.printf(
                    "| %s | %d | %d | %.1f | %.0f | %d | %d | %d | %d |%n",
                    what,
                    count,
                    total,
                    seconds,
                    total / seconds,
                    cpu / total,
                    (brokerStats.cpuMicros() - brokerBefore) / total,
                    (servers.cpuMicros() - serversBefore) / total,
                    peak);
            return complete && topics.count("mta-sts.dead-letter") == 0;
        }
    }

    /** The workers of a run, which are stopped before the broker. */
    private static final class Workers implements AutoCloseable {

        private final List<PackagedService> all = new ArrayList<>();

        @Override
        public void close() {
            all.forEach(PackagedService::close);
        }
    }

    private static Map<String, String> worker(KafkaBroker broker) {
        return Map.of("mta-sts.queue.enabled", "true", "mta-sts.queue.servers", broker.address());
    }

    private static boolean await(BooleanSupplier condition, long seconds) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(250);
        }
        return true;
    }
}
