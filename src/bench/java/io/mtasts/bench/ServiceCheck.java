package io.mtasts.bench;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** Asks the service, over connections that stay open. */
final class ServiceCheck implements CheckOperation {

    /** Only the report itself has this severity, never a finding. */
    private static final List<String> EXPECTED = List.of("\"verdict\":\"enforcing\"", "\"severity\":\"ok\"");

    private static final AtomicBoolean REPORTED = new AtomicBoolean();

    private final HttpClient client;

    ServiceCheck(Vertx vertx, int port) {
        client = vertx.createHttpClient(new HttpClientOptions()
                .setDefaultHost("127.0.0.1")
                .setDefaultPort(port)
                .setMaxPoolSize(1024));
    }

    @Override
    public Future<Boolean> of(String domain) {
        return client.request(HttpMethod.GET, "/api/v1/mta-sts/" + domain)
                .compose(HttpClientRequest::send)
                .compose(HttpClientResponse::body)
                .map(body -> isExpected(body.toString()));
    }

    static boolean isExpected(String answer) {
        boolean expected = EXPECTED.stream().allMatch(answer::contains);
        if (!expected && REPORTED.compareAndSet(false, true)) {
            System.err.println("The first wrong answer: " + answer);
        }
        return expected;
    }
}
