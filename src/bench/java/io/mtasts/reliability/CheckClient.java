package io.mtasts.reliability;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/** Asks the service for checks, from many at once. */
final class CheckClient {

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(30))
            .build();
    private final String address;
    private final Optional<String> client;

    /** Asks as the one client that it is. */
    CheckClient(String service) {
        this(service, Optional.empty());
    }

    private CheckClient(String service, Optional<String> client) {
        address = service + "/api/v1/mta-sts/";
        this.client = client;
    }

    /** Asks as the client of this address would, behind a proxy that the service trusts. */
    static CheckClient ofClient(String service, String client) {
        return new CheckClient(service, Optional.of(client));
    }

    /**
     * An answer.
     *
     * @param said the verdict or the status, and the code of the worst finding or of the problem
     * @param nanos from the time at which the request was due
     */
    record Answer(int status, String said, long nanos) {

        long millis() {
            return nanos / 1_000_000;
        }

        /** Counts what the service said, about checks some of which are still running. */
        static String summary(List<CompletableFuture<Answer>> answers) {
            Map<String, Integer> said = new TreeMap<>();
            for (CompletableFuture<Answer> answer : answers) {
                said.merge(
                        !answer.isDone()
                                ? "not yet"
                                : answer.isCompletedExceptionally()
                                        ? "no answer"
                                        : answer.join().said(),
                        1,
                        Integer::sum);
            }
            return said.isEmpty()
                    ? "–"
                    : String.join(
                            "; ",
                            said.entrySet().stream()
                                    .map(each -> each.getKey() + ": " + each.getValue())
                                    .toList());
        }
    }

    /** The answer, in time counted from the start that was intended; fails where there is none. */
    CompletableFuture<Answer> check(String domain, long intendedStart) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(address + domain)).timeout(Duration.ofMinutes(2));
        client.ifPresent(name -> request.header("X-Forwarded-For", name));
        return http.sendAsync(request.build(), BodyHandlers.ofString())
                .thenApply(response -> new Answer(
                        response.statusCode(),
                        said(response.statusCode(), json(response.body())),
                        System.nanoTime() - intendedStart));
    }

    CompletableFuture<Answer> check(String domain) {
        return check(domain, System.nanoTime());
    }

    private static String said(int status, JsonNode document) {
        String verdict = status == 200
                ? document.path("verdict").asText()
                : status + " " + document.path("code").asText();
        JsonNode worst = document.path("findings").path(0);
        boolean isRelevant =
                worst.has("code") && !worst.path("severity").asText().equals("info");
        return isRelevant ? verdict + ", " + worst.path("code").asText() : verdict;
    }

    private static JsonNode json(String body) {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
