package io.mtasts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.mtasts.lab.LabFixtures;
import io.mtasts.lab.Laboratory;
import io.mtasts.lab.PackagedService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A service that may open too few sockets reports that, and no fault of any domain. */
class SocketExhaustionPackagedIT {

    /** Some hundred of them are the jar's. */
    private static final int DESCRIPTORS = 250;

    private static final int CHECKS = 200;

    /** Idle connections of the client are closed soon, because a new one must wait for their descriptors. */
    private static final Map<String, String> CONFIGURATION =
            Map.of("mta-sts.rate-limit.enabled", "false", "quarkus.http.idle-timeout", "2s");

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Test
    @Timeout(120)
    void tooFewSockets_areNotBlamedOnTheDomain() throws Exception {
        try (Laboratory lab = Laboratory.start();
                PackagedService service = PackagedService.startWithin(DESCRIPTORS, lab, CONFIGURATION)) {
            assertThat(check(lab, service, "first.example").join()).isEqualTo("enforcing");

            List<CompletableFuture<String>> answers = IntStream.range(0, CHECKS)
                    .mapToObj(i -> check(lab, service, "sound" + i + ".example"))
                    .toList();

            assertThat(answers).map(CompletableFuture::join).contains("busy").containsOnly("busy", "enforcing");
            assertThat(check(lab, service, "last.example").join()).isEqualTo("enforcing");
        }
    }

    /** The verdict on a valid domain, or the code of the problem. */
    private CompletableFuture<String> check(Laboratory lab, PackagedService service, String domain) {
        LabFixtures.stageValid(lab, domain);
        HttpRequest request = HttpRequest.newBuilder(URI.create(service.address() + "/api/v1/mta-sts/" + domain))
                .build();
        return client.sendAsync(request, BodyHandlers.ofByteArray()).thenApply(answer -> verdict(answer.body()));
    }

    private static String verdict(byte[] answer) {
        try {
            JsonNode document = new JsonMapper().readTree(answer);
            return document.path("verdict").asText(document.path("code").asText());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
