package io.mtasts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mtasts.lab.LabFixtures;
import io.mtasts.lab.Laboratory;
import io.mtasts.lab.PackagedService;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** On SIGTERM the service finishes running checks, accepts no new ones, and exits with 0 within its grace period. */
class ShutdownPackagedIT {

    private static final String SILENT = "silent.example";

    private final HttpClient client = HttpClient.newHttpClient();

    private CompletableFuture<HttpResponse<String>> get(PackagedService service, String path) {
        return client.sendAsync(
                HttpRequest.newBuilder(URI.create(service.address() + path)).build(), BodyHandlers.ofString());
    }

    private CompletableFuture<HttpResponse<String>> check(PackagedService service, Laboratory lab) {
        LabFixtures.stageValid(lab, SILENT);
        lab.dns().remove("mta-sts." + SILENT).a("mta-sts." + SILENT, Laboratory.TARPIT);
        CompletableFuture<HttpResponse<String>> answer = get(service, "/api/v1/mta-sts/" + SILENT);
        await().until(() -> lab.sites().connections(Laboratory.TARPIT) == 1);
        return answer;
    }

    @Test
    void terminate_whileACheckRuns() throws Exception {
        try (Laboratory lab = Laboratory.start();
                PackagedService service = PackagedService.start(lab, Map.of("mta-sts.policy.timeout", "8s"))) {
            CompletableFuture<HttpResponse<String>> running = check(service, lab);

            service.terminate();

            await().untilAsserted(() -> {
                HttpResponse<String> refused =
                        get(service, "/api/v1/mta-sts/other.example").join();
                assertThat(refused.statusCode()).isEqualTo(503);
                assertThat(refused.body()).contains("\"code\":\"stopping\"");
                assertThat(refused.headers().firstValue("Retry-After")).contains("1");
            });
            assertThat(get(service, "/q/metrics").join().body())
                    .containsPattern("mta_sts_refusals_total\\{reason=\"stopping\",?} [1-9]");
            assertThat(get(service, "/q/health/ready").join().statusCode()).isEqualTo(503);
            assertThat(get(service, "/q/health/live").join().statusCode()).isEqualTo(200);
            assertThat(running.join().statusCode()).isEqualTo(200);
            assertThat(running.join().body()).contains("https-timeout");
            assertThat(service.exitCode()).isZero();
        }
    }

    @Test
    void terminate_checksBeyondTheGracePeriodAreCancelled() throws Exception {
        try (Laboratory lab = Laboratory.start();
                PackagedService service = PackagedService.start(lab, Map.of("mta-sts.shutdown.grace", "1s"))) {
            CompletableFuture<HttpResponse<String>> running = check(service, lab);

            service.terminate();

            assertThat(service.exitCode()).isZero();
            assertThat(running).isCompletedExceptionally();
        }
    }
}
