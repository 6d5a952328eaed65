package io.mtasts.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;

/** Has a connection end with the answer to this request, instead of waiting for the next. RFC 9112, 9.6. */
final class ConnectionClose {

    private ConnectionClose() {}

    /** A connection of HTTP/2 stays open, since the answers to other requests may be under way in it. */
    static void on(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (request.version() != HttpVersion.HTTP_2) {
            context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
            context.addEndHandler(end -> request.connection().close());
        }
    }
}
