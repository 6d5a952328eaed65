package io.mtasts.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.mtasts.lab.DnsFault;
import io.mtasts.lab.KafkaBroker;
import io.mtasts.lab.LabFixtures;
import io.mtasts.lab.Laboratory;
import io.mtasts.lab.PackagedService;
import io.mtasts.lab.RecordType;
import io.mtasts.lab.Suspension;
import io.mtasts.lab.TopicClient;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The pipeline with a real broker. It takes minutes, and is skipped unless KAFKA_REQUIRED is set. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QueuePackagedIT {

    private static final String ZONE = "scale.test";
    private static final String DOMAINS = "mta-sts.domains";
    private static final String VERDICTS = "mta-sts.verdicts";
    private static final String DEAD_LETTER = "mta-sts.dead-letter";
    private static final Duration TIMEOUT = Duration.ofMinutes(2);
    private static final JsonMapper JSON = new JsonMapper();

    private final Laboratory lab = Laboratory.start();
    private final List<PackagedService> workers = new ArrayList<>();
    private KafkaBroker broker;
    private TopicClient topics;

    @BeforeAll
    void startBroker() throws Exception {
        KafkaRequired.check();
        broker = KafkaBroker.start();
        broker.createTopics(4, 2);
        topics = new TopicClient(broker);
        LabFixtures.zone(lab, ZONE);
    }

    @AfterEach
    void stopWorkers() {
        workers.forEach(PackagedService::close);
        workers.clear();
    }

    @AfterAll
    void stop() {
        if (broker != null) {
            topics.close();
            broker.close();
        }
        lab.close();
    }

    private PackagedService worker(Map<String, String> more) throws IOException {
        Map<String, String> configuration = new HashMap<>(Map.of(
                "mta-sts.queue.enabled", "true",
                "mta-sts.queue.servers", broker.address(),
                "mta-sts.queue.retry-delays", "1s,2s",
                "mta-sts.rate-limit.enabled", "false",
                // a worker that was killed is missed soon
                "kafka.session.timeout.ms", "10000",
                "kafka.heartbeat.interval.ms", "1000"));
        configuration.putAll(more);
        PackagedService worker = PackagedService.start(lab, configuration);
        workers.add(worker);
        return worker;
    }

    private static List<String> names(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(i -> prefix + i + "." + ZONE).toList();
    }

    private void awaitVerdicts(List<String> names) {
        Set<String> expected = new HashSet<>(names);
        await().atMost(TIMEOUT)
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(
                        () -> assertThat(topics.current(VERDICTS).keySet()).containsAll(expected));
    }

    private JsonNode verdict(String domain) throws IOException {
        return JSON.readTree(topics.current(VERDICTS).get(domain).value());
    }

    @Test
    void disabled_connectsToNothing() throws IOException {
        try (ServerSocket nobody = new ServerSocket(0);
                PackagedService service = PackagedService.start(
                        lab,
                        Map.of(
                                "mta-sts.queue.servers", "127.0.0.1:" + nobody.getLocalPort(),
                                "kafka.bootstrap.servers", "127.0.0.1:" + nobody.getLocalPort()))) {
            nobody.setSoTimeout(2000);

            assertThat(service.start()).noneMatch(line -> line.contains("afka") || line.contains("SRMSG"));
            assertThatThrownBy(nobody::accept).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void pipeline_everyNameGetsItsVerdict() throws Exception {
        List<String> without = names("without", 200);
        List<String> with = names("with", 10);
        with.forEach(domain -> LabFixtures.stageValid(lab, domain));
        worker(Map.of());

        topics.write(DOMAINS, without);
        topics.write(DOMAINS, with);
        // as a producer without keys writes it
        topics.write(DOMAINS, null, "Value.Scale.Test.".getBytes(StandardCharsets.UTF_8));
        awaitVerdicts(without);
        awaitVerdicts(with);
        awaitVerdicts(List.of("value." + ZONE));

        TopicClient.Entry none = topics.current(VERDICTS).get(without.get(0));
        assertThat(none.headers())
                .containsEntry("schema-version", "1")
                .containsEntry("document", "record-report")
                .containsEntry("verdict", "not-configured");
        JsonNode noneDocument = JSON.readTree(none.value());
        assertThat(noneDocument.path("verdict").asText()).isEqualTo("not-configured");
        assertThat(noneDocument.at("/record/status").asText()).isEqualTo("absent");
        assertThat(noneDocument.at("/unchecked/0/part").asText()).isEqualTo("https");
        TopicClient.Entry enforcing = topics.current(VERDICTS).get(with.get(0));
        assertThat(enforcing.headers())
                .containsEntry("schema-version", "1")
                .containsEntry("document", "report")
                .containsEntry("verdict", "enforcing");
        assertThat(JSON.readTree(enforcing.value()).at("/coverage/status").asText())
                .isEqualTo("complete");
        await().atMost(TIMEOUT)
                .untilAsserted(() -> assertThat(changes()).containsAll(with).doesNotContainAnyElementsOf(without));
    }

    private Set<String> changes() {
        return topics.read("mta-sts.changes").stream()
                .map(TopicClient.Entry::key)
                .collect(Collectors.toSet());
    }

    @Test
    void poison_isSetAsideAndStopsNothing() throws Exception {
        worker(Map.of());
        topics.write(DOMAINS, new byte[] {(byte) 0xff, (byte) 0xfe, 'x'}, null);
        topics.write(DOMAINS, "x".repeat(10_000).getBytes(StandardCharsets.UTF_8), null);
        topics.write(DOMAINS, ("big." + ZONE).getBytes(StandardCharsets.UTF_8), new byte[100_000]);
        topics.write(DOMAINS, null, null);
        topics.write(DOMAINS, List.of("https://poison.example/", "line\nbreak\u001b[31m.poison.test", "127.0.0.1"));
        topics.write("mta-sts.candidates", List.of("two words"));
        List<String> good = names("good", 20);

        topics.write(DOMAINS, good);
        awaitVerdicts(good);

        await().atMost(TIMEOUT)
                .untilAsserted(() -> assertThat(topics.read(DEAD_LETTER).stream()
                                .map(entry -> entry.headers().get("reason"))
                                .collect(Collectors.groupingBy(reason -> reason, Collectors.counting())))
                        .containsEntry("not-utf-8", 1L)
                        .containsEntry("too-long", 2L)
                        .containsEntry("empty", 1L)
                        .containsEntry("not-a-domain", 4L));
        assertThat(topics.read(DEAD_LETTER)).allSatisfy(entry -> {
            assertThat(entry.headers()).containsKeys("source-topic", "source-partition", "source-offset");
            assertThat(entry.value()).doesNotContain("\\u001b", "\u001b", "xxxxxxxxxx");
        });
    }

    @Test
    void failure_isRetriedThenGivenUp() throws Exception {
        lab.dns().fail("_mta-sts.passing." + ZONE, RecordType.TXT, DnsFault.SERVFAIL);
        lab.dns().fail("_mta-sts.failing." + ZONE, RecordType.TXT, DnsFault.SERVFAIL);
        worker(Map.of());

        topics.write(DOMAINS, List.of("passing." + ZONE, "failing." + ZONE));
        await().atMost(TIMEOUT).until(() -> topics.read("mta-sts.retry.1").size() >= 2);
        lab.dns().remove("_mta-sts.passing." + ZONE);

        awaitVerdicts(List.of("passing." + ZONE));
        await().atMost(TIMEOUT)
                .untilAsserted(() -> assertThat(
                                topics.read(DEAD_LETTER, entry -> ("failing." + ZONE).equals(entry.key())))
                        .singleElement()
                        .satisfies(entry -> assertThat(entry.headers()).containsEntry("reason", "attempts-exhausted"))
                        .satisfies(entry -> assertThat(JSON.readTree(entry.value())
                                        .path("code")
                                        .asText())
                                .isEqualTo("txt-lookup-failed")));
        assertThat(topics.read("mta-sts.retry.2")).anyMatch(entry -> ("failing." + ZONE).equals(entry.key()));
        assertThat(topics.current(VERDICTS)).doesNotContainKey("failing." + ZONE);
    }

    /** All names are in one registrable domain, whose limit is reached. A name below no public suffix has a limit of its own. */
    @Test
    void target_atItsLimit_isPutOffAndNotGivenUp() throws Exception {
        LabFixtures.zone(lab, "limited.example.com");
        worker(Map.of(
                "mta-sts.rate-limit.enabled", "true",
                "mta-sts.rate-limit.target.requests", "5",
                "mta-sts.rate-limit.target.window", "5s"));
        List<String> names = IntStream.range(0, 15)
                .mapToObj(i -> "n" + i + ".limited.example.com")
                .toList();

        topics.write(DOMAINS, names);
        awaitVerdicts(names);

        assertThat(topics.read("mta-sts.retry.1"))
                .anyMatch(entry -> "rate-limit-target".equals(entry.headers().get("reason")));
        assertThat(topics.read(DEAD_LETTER)).noneMatch(entry -> names.contains(entry.key()));
    }

    @Test
    void worker_killedInTheMiddle_losesNothing() throws Exception {
        List<String> with = names("killed-with", 20);
        with.forEach(domain -> LabFixtures.stageValid(lab, domain));
        List<String> names = new ArrayList<>(names("killed", 3_000));
        names.addAll(with);
        PackagedService victim = worker(Map.of());
        worker(Map.of());

        beginWith(names);
        victim.close();

        awaitVerdicts(names);
        for (String domain : with) {
            assertThat(verdict(domain).path("verdict").asText()).isEqualTo("enforcing");
        }
    }

    @Test
    void worker_thatJoins_takesItsShare_andOneThatLeavesLosesNothing() throws Exception {
        PackagedService first = worker(Map.of());
        PackagedService second = worker(Map.of());
        await().atMost(TIMEOUT)
                .ignoreExceptions()
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> {
                    topics.write(DOMAINS, names("joined", 40));
                    return processed(first) > 0 && processed(second) > 0;
                });
        List<String> names = names("left", 3_000);

        beginWith(names);
        first.terminate();

        awaitVerdicts(names);
        assertThat(first.exitCode()).isZero();
    }

    /** A worker that was suspended for longer than its session, as a virtual machine may be, is no member of the group any more. */
    @Test
    void worker_suspendedInTheMiddle_joinsAgain() throws Exception {
        List<String> names = names("suspended", 3_000);
        PackagedService worker = worker(Map.of());
        beginWith(names);

        Suspension.of(worker.pid(), Duration.ofSeconds(15));

        awaitVerdicts(names);
        assertThat(health(worker)).isEqualTo(200);
    }

    @Test
    void broker_restartedInTheMiddle_losesNothing() throws Exception {
        List<String> names = names("restarted", 3_000);
        PackagedService worker = worker(Map.of());
        beginWith(names);

        broker.restart();

        awaitVerdicts(names);
        assertThat(health(worker)).isEqualTo(200);
    }

    @Test
    void broker_thatIsSlow_losesNothing() throws Exception {
        List<String> names = names("slow", 3_000);
        worker(Map.of());
        beginWith(names);

        broker.pauseFor(Duration.ofSeconds(3));

        awaitVerdicts(names);
    }

    @Test
    void change_isReportedWithTheVerdictBefore_alsoByAnotherWorker() throws Exception {
        String domain = "changing." + ZONE;
        LabFixtures.stageValid(lab, domain);
        PackagedService first = worker(Map.of());
        topics.write(DOMAINS, List.of(domain));
        await().atMost(TIMEOUT).until(() -> changes().contains(domain));
        first.terminate();
        assertThat(first.exitCode()).isZero();
        lab.dns().remove("_mta-sts." + domain);
        worker(Map.of());

        topics.write(DOMAINS, List.of(domain));

        await().atMost(TIMEOUT)
                .until(() -> topics.read("mta-sts.changes", entry -> domain.equals(entry.key()))
                                .size()
                        == 2);
        List<TopicClient.Entry> changes = topics.read("mta-sts.changes", entry -> domain.equals(entry.key()));
        JsonNode appeared = JSON.readTree(changes.get(0).value());
        assertThat(appeared.has("before")).isFalse();
        assertThat(appeared.at("/after/verdict").asText()).isEqualTo("enforcing");
        JsonNode removed = JSON.readTree(changes.get(1).value());
        assertThat(removed.at("/before/verdict").asText()).isEqualTo("enforcing");
        assertThat(removed.has("after")).isFalse();
        assertThat(removed.path("changed").toString()).contains("verdict");
        assertThat(changes.get(1).headers()).containsEntry("schema-version", "1");
    }

    /** Writes names, and waits until the workers are in the middle of them. */
    private void beginWith(List<String> names) {
        topics.write(DOMAINS, names);
        await().atMost(TIMEOUT).until(() -> {
            Set<String> current = topics.current(VERDICTS).keySet();
            return names.stream().filter(current::contains).count() > 100;
        });
    }

    private static double processed(PackagedService worker) throws IOException, InterruptedException {
        return get(worker, "/q/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith("mta_sts_queue_records_total"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    private static int health(PackagedService worker) throws IOException, InterruptedException {
        return get(worker, "/q/health/live").statusCode();
    }

    private static HttpResponse<String> get(PackagedService worker, String path)
            throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(worker.address() + path))
                                .timeout(TIMEOUT)
                                .build(),
                        BodyHandlers.ofString());
    }
}
