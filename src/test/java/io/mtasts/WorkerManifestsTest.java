package io.mtasts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/** What the manifests of workers and compose.scale.yaml say must fit what the service does. */
class WorkerManifestsTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Path WORKER = Path.of("docker", "kubernetes", "worker");
    private static final Pattern CREATED = Pattern.compile("create (mta-sts\\.\\S+)(.*)");

    /** The default of mta-sts.shutdown.grace. */
    private static final int GRACE_SECONDS = 65;

    private static JsonNode read(Path file) throws IOException {
        return JSON.valueToTree(new Yaml().load(Files.readString(file)));
    }

    private static JsonNode pod() throws IOException {
        return read(WORKER.resolve("deployment.yaml")).at("/spec/template/spec");
    }

    private static JsonNode container(String name) throws IOException {
        return StreamSupport.stream(pod().path("containers").spliterator(), false)
                .filter(one -> one.path("name").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode compose(String service) throws IOException {
        return read(Path.of("docker", "compose.scale.yaml")).path("services").path(service);
    }

    @ParameterizedTest
    @ValueSource(strings = {"worker", "resolver"})
    void containers_haveMinimalPermissions(String name) throws IOException {
        JsonNode context = container(name).path("securityContext");

        assertThat(pod().at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
        assertThat(pod().path("automountServiceAccountToken").asBoolean(true)).isFalse();
        assertThat(context.path("readOnlyRootFilesystem").asBoolean()).isTrue();
        assertThat(context.path("allowPrivilegeEscalation").asBoolean(true)).isFalse();
        assertThat(context.at("/capabilities/drop").path(0).asText()).isEqualTo("ALL");
        assertThat(container(name).at("/resources/limits/memory").asText()).isNotEmpty();
    }

    @Test
    void worker_isOneAndIsReplacedWhenAChannelFails() throws IOException {
        assertThat(container("worker").path("env").findValuesAsText("name"))
                .contains("MTA_STS_QUEUE_ENABLED", "MTA_STS_QUEUE_SERVERS", "MTA_STS_DNS_SERVERS");
        assertThat(container("worker").at("/livenessProbe/httpGet/path").asText())
                .isEqualTo("/q/health/live");
        assertThat(compose("worker").at("/environment/MTA_STS_QUEUE_ENABLED").asText())
                .isEqualTo("true");
    }

    @Test
    void gracePeriod_isLongerThanThatOfTheService() throws IOException {
        assertThat(pod().path("terminationGracePeriodSeconds").asInt()).isGreaterThan(GRACE_SECONDS);
        assertThat(compose("worker").path("stop_grace_period").asText()).isEqualTo("75s");
    }

    @ParameterizedTest
    @ValueSource(strings = {"worker", "broker", "topics"})
    void compose_hasMinimalPermissions(String name) throws IOException {
        assertThat(compose(name).path("cap_drop").path(0).asText()).isEqualTo("ALL");
        assertThat(compose(name).path("security_opt").path(0).asText()).isEqualTo("no-new-privileges:true");
        assertThat(compose(name).path("mem_limit").asText()).isNotEmpty();
    }

    @Test
    void compose_createsAllTopics_andOnlyVerdictsAreCompacted() throws IOException {
        String script = compose("topics").path("command").path(2).asText();
        Set<String> topics = new TreeSet<>();
        Set<String> compacted = new TreeSet<>();
        CREATED.matcher(script).results().forEach(created -> {
            topics.add(created.group(1));
            if (created.group(2).contains("cleanup.policy=compact")) {
                compacted.add(created.group(1));
            }
        });

        assertThat(topics)
                .containsExactlyInAnyOrder(
                        "mta-sts.domains",
                        "mta-sts.candidates",
                        "mta-sts.verdicts",
                        "mta-sts.retry.1",
                        "mta-sts.retry.2",
                        "mta-sts.retry.3",
                        "mta-sts.dead-letter",
                        "mta-sts.changes");
        assertThat(compacted).containsExactly("mta-sts.verdicts");
    }

    @Test
    void network_allowsDnsHttpsAndTheBrokersOnly() throws IOException {
        Set<String> ports = new TreeSet<>();
        read(WORKER.resolve("network.yaml"))
                .at("/spec/egress")
                .forEach(rule -> rule.path("ports")
                        .forEach(port -> ports.add(port.path("port").asText() + " "
                                + port.path("protocol").asText())));

        assertThat(ports).containsExactly("443 TCP", "53 TCP", "53 UDP", "9092 TCP");
    }

    @Test
    void scaling_followsTheTopicsOfBothStagesInTheGroupsOfTheWorkers() throws IOException {
        JsonNode scaled = read(WORKER.resolve(Path.of("keda", "scaledobject.yaml")));
        String servers = StreamSupport.stream(container("worker").path("env").spliterator(), false)
                .filter(variable -> variable.path("name").asText().equals("MTA_STS_QUEUE_SERVERS"))
                .map(variable -> variable.path("value").asText())
                .findFirst()
                .orElseThrow();

        assertThat(scaled.at("/spec/scaleTargetRef/name").asText()).isEqualTo("mta-sts-worker");
        assertThat(scaled.at("/spec/triggers").findValuesAsText("topic"))
                .isEqualTo(List.of("mta-sts.domains", "mta-sts.candidates"));
        assertThat(scaled.at("/spec/triggers").findValuesAsText("consumerGroup"))
                .isEqualTo(List.of("mta-sts-checker-record", "mta-sts-checker-check"));
        assertThat(scaled.at("/spec/triggers").findValuesAsText("bootstrapServers"))
                .containsOnly(servers);
        assertThat(scaled.at("/spec/minReplicaCount").asInt()).isPositive();
    }
}
