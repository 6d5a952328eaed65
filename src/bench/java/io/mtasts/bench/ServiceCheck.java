package io.mtasts.bench;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;

/** Asks the service, over connections that stay open. */
final class ServiceCheck implements CheckOperation {

    private static final String EXPECTED = "\"verdict\":\"enforcing\",\"severity\":\"ok\"";

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
        return answer.contains(EXPECTED);
    }
}
