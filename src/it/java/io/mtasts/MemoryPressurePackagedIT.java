package io.mtasts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.mtasts.lab.DnsFault;
import io.mtasts.lab.LabFixtures;
import io.mtasts.lab.Laboratory;
import io.mtasts.lab.PackagedService;
import io.mtasts.lab.RecordType;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** With a heap that the checks fill, the service rejects further ones, says that it is not ready, and recovers. */
class MemoryPressurePackagedIT {

    private static final int MAX_CHECKS = 3_000;
    private static final int STRINGS = 200;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Test
    @Timeout(300)
    void fullHeap_newChecksAreRejectedUntilItHasRoomAgain() throws Exception {
        assumeFalse(PackagedService.isNative(), "a native binary does not report what a collection left");
        try (Laboratory lab = Laboratory.start();
                PackagedService service = PackagedService.start(
                        lab,
                        Map.of("mta-sts.rate-limit.enabled", "false", "mta-sts.policy.timeout", "5m"),
                        "-Xmx64m")) {
            URI address = URI.create(service.address());
            LabFixtures.stageValid(lab, "example.com");
            assertThat(get(address, "/api/v1/mta-sts/example.com").statusCode()).isEqualTo(200);

            List<Socket> clients = new ArrayList<>();
            while (get(address, "/q/health/ready").statusCode() == 200 && clients.size() < MAX_CHECKS) {
                for (int i = 0; i < 20; i++) {
                    clients.add(check(address, large(lab, "large" + clients.size() + ".example")));
                }
            }
            assertThat(get(address, "/q/health/ready").body()).contains("nearly full");
            HttpResponse<String> rejected = get(address, "/api/v1/mta-sts/example.com");
            assertThat(rejected.statusCode()).isEqualTo(503);
            assertThat(rejected.headers().firstValue("Retry-After")).isPresent();
            assertThat(get(address, "/q/health/live").statusCode()).isEqualTo(200);

            for (Socket each : clients) {
                each.close();
            }
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> get(address, "/q/health/ready").statusCode() == 200);
            assertThat(get(address, "/api/v1/mta-sts/example.com").body()).contains("\"verdict\":\"enforcing\"");
            service.terminate();
            assertThat(service.exitCode()).isZero();
        }
    }

    /** Adds a domain whose check holds 50 KB of text until its policy host responds, which never happens. */
    private static String large(Laboratory lab, String domain) {
        byte[] string = new byte[250];
        Arrays.fill(string, (byte) 'x');
        byte[][] strings = new byte[STRINGS][];
        Arrays.fill(strings, string);
        LabFixtures.stageValid(lab, domain);
        for (String name : List.of("_mta-sts." + domain, "_smtp._tls." + domain)) {
            lab.dns().remove(name).txt(name, strings).fail(name, RecordType.TXT, DnsFault.TRUNCATED_TCP_OK);
        }
        lab.dns().remove("mta-sts." + domain).a("mta-sts." + domain, Laboratory.TARPIT);
        return domain;
    }

    private static Socket check(URI service, String domain) throws IOException {
        Socket socket = new Socket(service.getHost(), service.getPort());
        socket.getOutputStream()
                .write(("GET /api/v1/mta-sts/" + domain + " HTTP/1.1\r\nHost: a\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private HttpResponse<String> get(URI service, String path) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(service.resolve(path))
                        .timeout(Duration.ofSeconds(30))
                        .build(),
                BodyHandlers.ofString());
    }
}
