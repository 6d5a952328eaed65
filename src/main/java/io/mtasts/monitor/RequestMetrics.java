package io.mtasts.monitor;

import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.mtasts.http.RequestEnd;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;

/**
 * Timers of requests by route and status.
 *
 * <p>The timers of Quarkus contain the path of a request that fails early, and any method name that a client sends.
 */
@ApplicationScoped
class RequestMetrics {

    private final MeterProvider<Timer> requests;

    RequestMetrics(MeterRegistry registry) {
        requests = LatencyBuckets.timer("http.server.requests", "Duration of requests by route, method and status.")
                .withRegistry(registry);
    }

    void register(@Observes @Priority(RouteLabels.FIRST) Router router) {
        RouteLabels.watch(router, this::time);
    }

    private void time(RoutingContext context) {
        long start = System.nanoTime();
        RequestEnd.onEnd(context, end -> record(context, end.succeeded(), Duration.ofNanos(System.nanoTime() - start)));
        context.next();
    }

    private void record(RoutingContext context, boolean completed, Duration duration) {
        RouteLabels labels = RouteLabels.of(context.request());
        String status = completed ? Integer.toString(context.response().getStatusCode()) : "aborted";
        requests.withTags("uri", labels.route(), "method", labels.method(), "status", status)
                .record(duration);
    }
}
