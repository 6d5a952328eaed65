package io.mtasts.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.mtasts.lab.LabDomains;
import io.mtasts.lab.Laboratory;
import io.mtasts.lab.PackagedService;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is off by default, switched on when the packaged service starts. */
class OptionalFeaturesPackagedIT {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

    private final HttpClient client = HttpClient.newHttpClient();

    private Laboratory lab;

    @BeforeEach
    void open() {
        lab = Laboratory.start();
        LabDomains.stage(lab);
    }

    @AfterEach
    void close() {
        lab.close();
    }

    private HttpResponse<String> get(String address) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address))
                .header("traceparent", "00-" + TRACE + "-b7ad6b7169203331-01")
                .build();
        return client.send(request, BodyHandlers.ofString());
    }

    @Test
    void traces_haveASpanForEachStageAndNameNoDomain() throws Exception {
        try (FakeOtlpCollector collector = new FakeOtlpCollector();
                PackagedService service = PackagedService.start(
                        lab,
                        Map.of(
                                "quarkus.otel.sdk.disabled", "false",
                                "quarkus.otel.exporter.otlp.protocol", "http/protobuf",
                                "quarkus.otel.exporter.otlp.endpoint", collector.address(),
                                "quarkus.otel.bsp.schedule.delay", "100ms"))) {
            get(service.address() + "/api/v1/mta-sts/gap.lab.test");
            get(service.address() + "/?domain=gap.lab.test");
            get(service.address() + "/probe?target=servfail.lab.test");
            get(service.address() + "/api/v1/mta-sts/a_b.lab.test");
            get(service.address() + "/lab.test");

            await().untilAsserted(() -> assertThat(collector.text())
                    .contains("GET /api/v1/mta-sts/{domain}", "GET /probe", "GET other", "GET /")
                    .contains("stage record", "stage mx", "stage policy-host", "stage policy", "stage tls-rpt")
                    .contains("server-failure", "served"));
            assertThat(collector.text()).contains(bytes(TRACE));
            assertThat(collector.text()).doesNotContain("lab.test", "127.0.0.1", "0:0:0:0:0:0:0:1", "HttpClient");
        }
    }

    private static String bytes(String hex) {
        return new String(HexFormat.of().parseHex(hex), StandardCharsets.ISO_8859_1);
    }

    @Test
    void log_asJson() throws Exception {
        try (PackagedService service = PackagedService.start(lab, Map.of("quarkus.log.console.json.enabled", "true"))) {
            assertThat(get(service.address() + "/q/health/live").statusCode()).isEqualTo(200);
            assertThat(service.start()).isNotEmpty().allMatch(line -> line.startsWith("{\"timestamp\":"));
        }
    }

    @Test
    void start_reportsTheInvalidProperty() {
        Map<String, String> wrong = Map.of(
                "mta-sts.dns.timeout", "soon",
                "quarkus.http.proxy.proxy-address-forwarding", "true",
                "mta-sts.management.port", "http");
        wrong.forEach((property, value) -> assertThatThrownBy(() ->
                        PackagedService.start(lab, Map.of(property, value)).close())
                .hasMessageContaining("did not start")
                .hasMessageContaining(property));
    }

    @Test
    void management_hasItsOwnPort() throws Exception {
        int port = freePort();
        try (PackagedService service =
                PackagedService.start(lab, Map.of("mta-sts.management.port", Integer.toString(port)))) {
            Set<Integer> statuses = Set.of("/q/health/ready", "/q/metrics", "/q/openapi").stream()
                    .map(path -> status("http://localhost:" + port + path) * 1000 + status(service.address() + path))
                    .collect(Collectors.toSet());

            assertThat(statuses).containsExactly(200_404);
        }
    }

    private int status(String address) {
        try {
            return get(address).statusCode();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
