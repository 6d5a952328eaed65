package io.mtasts.api;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;

/** Has a connection end with the answer to this request, instead of waiting for the next. RFC 9112, 9.6; RFC 9113, 6.8. */
final class LastAnswer {

    private LastAnswer() {}

    /** Of a connection by HTTP/2 the answers to other requests that are under way are waited for. */
    static void on(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (request.version() == HttpVersion.HTTP_2) {
            request.connection().shutdown();
        } else {
            context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
            context.addEndHandler(end -> request.connection().close());
        }
    }
}
