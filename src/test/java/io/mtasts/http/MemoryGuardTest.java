package io.mtasts.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.configuration.MemorySize;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MemoryGuardTest {

    private final Vertx vertx = Vertx.vertx();
    private final AtomicBoolean full = new AtomicBoolean();
    private final AtomicInteger collections = new AtomicInteger();
    private final MemoryGuard guard = new MemoryGuard(
            new ProblemHandler(new ObjectMapper(), null, new MemorySize(BigInteger.TEN)),
            full::get,
            collections::incrementAndGet);
    private int port;

    @BeforeEach
    void listen() {
        Router router = Router.router(vertx);
        guard.register(router);
        router.route().handler(context -> context.response().end("ok"));
        port = vertx.createHttpServer()
                .requestHandler(router)
                .listen(0)
                .toCompletionStage()
                .toCompletableFuture()
                .join()
                .actualPort();
    }

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void requests_areRejectedWhileTheHeapIsNearlyFull() throws Exception {
        assertThat(get("/api/v1/mta-sts/example.com").statusCode()).isEqualTo(200);
        assertThat(guard.call().getStatus()).isEqualTo(Status.UP);

        full.set(true);
        HttpResponse<String> rejected = get("/api/v1/mta-sts/example.com");

        assertThat(rejected.statusCode()).isEqualTo(503);
        assertThat(rejected.headers().firstValue("Retry-After")).isPresent();
        assertThat(rejected.body()).contains("\"code\":\"busy\"");
        assertThat(get("/q/metrics").statusCode()).isEqualTo(200);
        assertThat(guard.call().getStatus()).isEqualTo(Status.DOWN);
        assertThat(guard.rejections()).isEqualTo(1);
        assertThat(collections).hasValue(1);

        full.set(false);
        assertThat(get("/").statusCode()).isEqualTo(200);
        assertThat(guard.call().getStatus()).isEqualTo(Status.UP);
    }
}
