package io.mtasts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.mtasts.lab.Laboratory;
import io.mtasts.lab.PackagedService;
import io.mtasts.lab.Staging;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A service that may open too few files for all that is asked of it says so, and nothing wrong of any domain. */
class ExhaustionIT {

    private static final int DESCRIPTORS = 250;
    private static final int CHECKS = 200;

    @Test
    void tooFewSockets_areNoFaultOfTheDomain() throws Exception {
        try (Laboratory lab = Laboratory.start();
                PackagedService service =
                        PackagedService.startWithin(DESCRIPTORS, lab, Map.of("mta-sts.rate-limit.enabled", "false"))) {
            HttpClient client =
                    HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
            Staging.sound(lab, "first.example");
            client.send(check(service, "first.example"), BodyHandlers.ofByteArray());

            List<CompletableFuture<HttpResponse<byte[]>>> answers = IntStream.range(0, CHECKS)
                    .mapToObj(i -> "sound" + i + ".example")
                    .peek(domain -> Staging.sound(lab, domain))
                    .map(domain -> client.sendAsync(check(service, domain), BodyHandlers.ofByteArray()))
                    .toList();

            for (CompletableFuture<HttpResponse<byte[]>> answer : answers) {
                JsonNode document = new JsonMapper().readTree(answer.join().body());
                assertThat(document.path("verdict").asText()
                                + document.path("code").asText())
                        .isIn("enforcing", "busy", "txt-lookup-failed", "mx-lookup-failed");
            }
        }
    }

    private static HttpRequest check(PackagedService service, String domain) {
        return HttpRequest.newBuilder(URI.create(service.address() + "/api/v1/mta-sts/" + domain))
                .build();
    }
}
