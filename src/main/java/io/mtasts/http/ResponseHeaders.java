package io.mtasts.http;

import io.mtasts.config.MtaStsConfig;
import io.mtasts.document.ProblemDocument;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** A handler for the headers that depend on the address only: caching, negotiation, and the description of the service. */
@ApplicationScoped
class ResponseHeaders {

    /** Of the observers of the router: before the handlers that refuse requests, whose responses need the headers too. */
    private static final int EARLY = 10;

    /** What a program can request that accepts problems only. */
    private static final String ANYTHING_ELSE = ", */*;q=0.01";

    private static final String METRICS = "/q/metrics";
    private static final String OPEN_METRICS = "application/openmetrics-text; version=1.0.0; charset=utf-8";
    private static final String PROMETHEUS_TEXT = "text/plain; version=0.0.4; charset=utf-8";

    private final String vary;
    private final boolean documentIsPublic;

    ResponseHeaders(
            MtaStsConfig config,
            @ConfigProperty(name = "quarkus.http.cors.enabled", defaultValue = "false") boolean corsEnabled) {
        vary = corsEnabled ? "Accept, Accept-Encoding, Origin" : "Accept, Accept-Encoding";
        documentIsPublic = config.management().port().isEmpty();
    }

    void register(@Observes @Priority(EARLY) Router router) {
        router.route().order(Integer.MIN_VALUE).handler(this::add);
    }

    private void add(RoutingContext context) {
        HttpServerRequest request = context.request();
        MultiMap headers = context.response().headers();
        headers.set(HttpHeaders.VARY, vary);
        String path = request.path();
        if (path == null || ApiPaths.isForPrograms(path)) {
            headers.set(HttpHeaders.CACHE_CONTROL, "no-store");
        }
        if (documentIsPublic && path != null && !path.startsWith("/q/")) {
            headers.set("Link", "</q/openapi>; rel=\"service-desc\"");
        }
        if (ApiPaths.MTA_STS.equals(path)) {
            // The resource of lists chooses among more media types than the framework can stream.
            ListFormat.moveAccept(context);
        } else if (METRICS.equals(path)) {
            acceptMetrics(request);
        } else {
            acceptProblems(request);
        }
        context.next();
    }

    /**
     * Replaces the Accept header by the format of metrics that the client prefers. The endpoint compares the header with
     * the media types as texts, and rejects any other spelling with an empty response.
     */
    private static void acceptMetrics(HttpServerRequest request) {
        List<MediaRange> ranges =
                MediaRange.all(String.join(",", request.headers().getAll(HttpHeaders.ACCEPT)));
        double openMetrics = MediaRange.quality(ranges, "application/openmetrics-text");
        boolean isPreferred = openMetrics > 0 && openMetrics >= MediaRange.quality(ranges, "text/plain");
        request.headers().set(HttpHeaders.ACCEPT, isPreferred ? OPEN_METRICS : PROMETHEUS_TEXT);
    }

    /** Extends an Accept header that names only problems, which are available everywhere. The resources need not know. */
    private static void acceptProblems(HttpServerRequest request) {
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        if (accept != null && accept.contains(ProblemDocument.MEDIA_TYPE)) {
            request.headers().set(HttpHeaders.ACCEPT, accept + ANYTHING_ELSE);
        }
    }
}
