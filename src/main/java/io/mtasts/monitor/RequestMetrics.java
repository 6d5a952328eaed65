package io.mtasts.monitor;

import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;

/**
 * Times requests by route and status.
 *
 * <p>Quarkus can do the same, but names the path where a request fails early, and whatever a client calls its method.
 */
@ApplicationScoped
class RequestMetrics {

    private final MeterProvider<Timer> requests;

    RequestMetrics(MeterRegistry registry) {
        requests = LatencyBuckets.timer("http.server.requests", "How long requests took, by route, method and status.")
                .withRegistry(registry);
    }

    void register(@Observes @Priority(RouteLabels.FIRST) Router router) {
        RouteLabels.watch(router, this::time);
    }

    private void time(RoutingContext context) {
        long start = System.nanoTime();
        context.addEndHandler(end -> record(context, end.succeeded(), Duration.ofNanos(System.nanoTime() - start)));
        context.next();
    }

    private void record(RoutingContext context, boolean answered, Duration took) {
        RouteLabels endpoint = RouteLabels.of(context.request());
        String status = answered ? Integer.toString(context.response().getStatusCode()) : "aborted";
        requests.withTags("uri", endpoint.route(), "method", endpoint.method(), "status", status)
                .record(took);
    }
}
