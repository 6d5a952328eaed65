package io.mtasts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.mtasts.document.ProblemDocument;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/** What the manifests and compose.yaml say must fit what the service does. */
class ManifestsTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Path DOCKER = Path.of("docker");
    /** The path of a resource, not those of its methods, which are indented. */
    private static final Pattern PAGE = Pattern.compile("^@Path\\(\"/?([^\"]*)\"\\)", Pattern.MULTILINE);

    /** The default of mta-sts.shutdown.grace. */
    private static final Duration GRACE = Duration.ofSeconds(65);

    @Test
    void gracePeriod_isLongerThanThatOfTheService() throws IOException {
        JsonNode pod = deployment().at("/spec/template/spec");
        int pause =
                container(pod, "checker").at("/lifecycle/preStop/sleep/seconds").asInt();

        assertThat(pod.at("/terminationGracePeriodSeconds").asInt() - pause).isGreaterThan((int) GRACE.toSeconds());
        assertThat(compose("checker").path("stop_grace_period").asText()).isEqualTo("75s");
    }

    @ParameterizedTest
    @ValueSource(strings = {"checker", "resolver"})
    void containers_haveMinimalPermissions(String name) throws IOException {
        JsonNode pod = deployment().at("/spec/template/spec");
        JsonNode context = container(pod, name).path("securityContext");

        assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
        assertThat(pod.at("/securityContext/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
        assertThat(pod.path("automountServiceAccountToken").asBoolean(true)).isFalse();
        assertThat(context.path("readOnlyRootFilesystem").asBoolean()).isTrue();
        assertThat(context.path("allowPrivilegeEscalation").asBoolean(true)).isFalse();
        assertThat(context.at("/capabilities/drop").path(0).asText()).isEqualTo("ALL");
        assertThat(container(pod, name).at("/resources/limits/memory").asText()).isNotEmpty();

        assertThat(compose(name).path("read_only").asBoolean()).isTrue();
        assertThat(compose(name).path("cap_drop").path(0).asText()).isEqualTo("ALL");
        assertThat(compose(name).path("mem_limit").asText()).isNotEmpty();
    }

    @Test
    void resolver_isTheConfiguredOne() throws IOException {
        String unbound = Files.readString(DOCKER.resolve("unbound.conf"));
        JsonNode env =
                container(deployment().at("/spec/template/spec"), "checker").path("env");

        assertThat(env.findValuesAsText("value")).contains("127.0.0.1:5353");
        assertThat(compose("checker").at("/environment/MTA_STS_DNS_SERVERS").asText())
                .endsWith(":5353");
        assertThat(unbound).contains("port: 5353", "access-control: 127.0.0.0/8 allow");
    }

    @Test
    void network_allowsOnlyDnsAndHttpsOut() throws IOException {
        JsonNode policy = only("NetworkPolicy");
        Set<String> ports = new TreeSet<>();
        policy.at("/spec/egress")
                .forEach(rule -> rule.path("ports")
                        .forEach(port -> ports.add(port.path("port").asText() + " "
                                + port.path("protocol").asText())));

        assertThat(ports).containsExactly("443 TCP", "53 TCP", "53 UDP");
        assertThat(policy.at("/spec/policyTypes").toString()).contains("Egress");
        policy.at("/spec/egress")
                .forEach(rule -> assertThat(rule.at("/to/0/ipBlock/except").toString())
                        .contains("10.0.0.0/8", "169.254.0.0/16", "192.168.0.0/16"));
    }

    @Test
    void disruptionBudget_keepsTheServiceAvailable() throws IOException {
        int least = only("HorizontalPodAutoscaler").at("/spec/minReplicas").asInt();

        assertThat(least)
                .isGreaterThan(
                        only("PodDisruptionBudget").at("/spec/maxUnavailable").asInt());
        assertThat(deployment().at("/spec/replicas").asInt()).isEqualTo(least);
    }

    @Test
    void ingress_exposesAllPublicPaths() throws IOException {
        JsonNode paths = objects(DOCKER.resolve("kubernetes/ingress/ingress.yaml"))
                .findFirst()
                .orElseThrow()
                .at("/spec/rules/0/http/paths");
        Set<String> letIn = new TreeSet<>(paths.findValuesAsText("path"));

        Set<String> expected = new TreeSet<>(Set.of("/api", "/q/openapi", "/q/swagger-ui", ProblemDocument.PAGES));
        try (Stream<Path> assets = Files.list(Path.of("src/main/resources/META-INF/resources"));
                Stream<Path> pages = Files.list(Path.of("src/main/java/io/mtasts/web"))) {
            assets.forEach(asset -> expected.add("/" + asset.getFileName()));
            for (Path page : pages.toList()) {
                PAGE.matcher(Files.readString(page)).results().forEach(path -> expected.add("/" + path.group(1)));
            }
        }
        assertThat(letIn).isEqualTo(expected);
    }

    private static JsonNode deployment() throws IOException {
        return only("Deployment");
    }

    private static JsonNode compose(String service) {
        return objects(DOCKER.resolve("compose.yaml"))
                .findFirst()
                .orElseThrow()
                .path("services")
                .path(service);
    }

    private static JsonNode container(JsonNode pod, String name) {
        return StreamSupport.stream(pod.path("containers").spliterator(), false)
                .filter(one -> one.path("name").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** The one object of that kind. */
    private static JsonNode only(String kind) throws IOException {
        try (Stream<Path> files = Files.list(DOCKER.resolve("kubernetes"))) {
            List<JsonNode> all = files.filter(file -> file.toString().endsWith(".yaml"))
                    .flatMap(ManifestsTest::objects)
                    .filter(object -> object.path("kind").asText().equals(kind))
                    .toList();
            assertThat(all).as(kind).hasSize(1);
            return all.get(0);
        }
    }

    private static Stream<JsonNode> objects(Path file) {
        try {
            return StreamSupport.stream(
                            new Yaml().loadAll(Files.readString(file)).spliterator(), false)
                    .map(JSON::valueToTree);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
