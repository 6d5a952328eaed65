package io.mtasts.monitor;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.mtasts.http.GracefulShutdown;
import io.mtasts.limit.RateLimits;
import io.mtasts.probe.Bulkhead;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.function.ToDoubleFunction;

/** How much is under way, and who was turned away; what counts keeps its own count, which is read when it is asked for. */
@ApplicationScoped
class LoadMetrics {

    private final MeterRegistry registry;

    LoadMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    void register(@Observes StartupEvent start, Bulkhead permits, RateLimits limits, GracefulShutdown draining) {
        gauge("mta.sts.permits", "Checks that may be under way at once.", permits, Bulkhead::capacity);
        gauge("mta.sts.permits.used", "Checks that are under way.", permits, Bulkhead::inUse);
        gauge("mta.sts.permits.waiting", "Checks that wait for a place.", permits, Bulkhead::waiting);
        refusals("busy", permits, Bulkhead::rejections);
        refusals("client-rate", limits, RateLimits::rejectionsByClient);
        refusals("target-rate", limits, RateLimits::rejectionsByTarget);
        refusals("stopping", draining, GracefulShutdown::refused);
    }

    private <T> void gauge(String name, String description, T source, ToDoubleFunction<T> value) {
        Gauge.builder(name, source, value)
                .description(description)
                .strongReference(true)
                .register(registry);
    }

    private <T> void refusals(String reason, T source, ToDoubleFunction<T> count) {
        FunctionCounter.builder("mta.sts.refusals", source, count)
                .description("Requests that were refused with 429 or 503, by reason.")
                .tag("reason", reason)
                .register(registry);
    }
}
