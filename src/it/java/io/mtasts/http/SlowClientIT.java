package io.mtasts.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtasts.api.LabResource;
import io.mtasts.lab.LabFixtures;
import io.mtasts.lab.Laboratory;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.vertx.core.Vertx;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.StreamResetException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A client that does not read its response over HTTP/2 loses the stream. */
@QuarkusTest
@TestProfile(SlowClientIT.ShortTimeoutProfile.class)
@WithTestResource(LabResource.class)
class SlowClientIT {

    private static final Vertx VERTX = Vertx.vertx();

    public static final class ShortTimeoutProfile implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("mta-sts.limits.stall-timeout", "600ms");
        }
    }

    Laboratory lab;

    @AfterAll
    static void close() {
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /?domain=example.com, text/html",
        "GET, /api/v1/mta-sts/example.com, application/json",
        "GET, /api/v1/mta-sts/example.com, text/event-stream",
        "POST, /api/v1/mta-sts, application/x-ndjson",
        "POST, /api/v1/mta-sts, text/event-stream",
    })
    void stream_thatIsNotReadIsReset(String method, String path, String accept) throws Exception {
        lab.reset();
        LabFixtures.stageValid(lab, "example.com");
        CompletableFuture<Throwable> failure = new CompletableFuture<>();
        HttpClient client = VERTX.createHttpClient(new HttpClientOptions()
                .setProtocolVersion(HttpVersion.HTTP_2)
                .setHttp2ClearTextUpgrade(false)
                .setInitialSettings(new Http2Settings().setInitialWindowSize(100)));
        client.request(HttpMethod.valueOf(method), RestAssured.port, "localhost", path)
                .compose(request -> {
                    request.putHeader("Accept", accept).putHeader("Content-Type", "text/plain");
                    request.exceptionHandler(failure::complete);
                    return method.equals("POST") ? request.send("example.com") : request.send();
                })
                .onSuccess(response -> stall(response, failure))
                .onFailure(failure::complete);

        assertThat(failure.get(20, TimeUnit.SECONDS)).isInstanceOf(StreamResetException.class);
        client.close().toCompletionStage().toCompletableFuture().join();
    }

    private static void stall(HttpClientResponse response, CompletableFuture<Throwable> failure) {
        response.exceptionHandler(failure::complete);
        response.pause();
    }
}
