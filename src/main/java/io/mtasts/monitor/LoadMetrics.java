package io.mtasts.monitor;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.mtasts.http.GracefulShutdown;
import io.mtasts.http.MemoryGuard;
import io.mtasts.http.SlowClientGuard;
import io.mtasts.limit.ClientConnections;
import io.mtasts.limit.RateLimits;
import io.mtasts.probe.Bulkhead;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Gauges of running checks and counters of rejections, which are read from their sources at each scrape. */
@ApplicationScoped
class LoadMetrics {

    private final MeterRegistry registry;
    private final List<Meter> meters = new ArrayList<>();

    LoadMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    void register(
            @Observes StartupEvent start,
            Bulkhead permits,
            RateLimits limits,
            GracefulShutdown shutdown,
            MemoryGuard memory,
            SlowClientGuard clients) {
        gauge("mta.sts.permits", "Maximum number of concurrent checks.", permits, Bulkhead::capacity);
        gauge("mta.sts.permits.used", "Running checks.", permits, Bulkhead::inUse);
        gauge("mta.sts.permits.waiting", "Checks that wait for a permit.", permits, Bulkhead::waiting);
        rejections("busy", permits, Bulkhead::rejections);
        rejections("client-rate", limits, RateLimits::rejectionsByClient);
        rejections("target-rate", limits, RateLimits::rejectionsByTarget);
        rejections("stopping", shutdown, GracefulShutdown::rejections);
        rejections("memory", memory, MemoryGuard::rejections);
        connections("address-rate", limits, RateLimits::rejectionsByAddress);
        connections("client", clients.connections(), ClientConnections::rejections);
    }

    // The global registry outlives the application. It must not read beans of an application that has stopped.
    @PreDestroy
    void unregister() {
        meters.forEach(registry::remove);
    }

    private <T> void gauge(String name, String description, T source, ToDoubleFunction<T> value) {
        meters.add(Gauge.builder(name, source, value)
                .description(description)
                .strongReference(true)
                .register(registry));
    }

    private <T> void connections(String reason, T source, ToDoubleFunction<T> count) {
        meters.add(FunctionCounter.builder("mta.sts.connection.refusals", source, count)
                .description("Connections that were not made or were closed at once, by the limit that forbade them.")
                .tag("reason", reason)
                .register(registry));
    }

    private <T> void rejections(String reason, T source, ToDoubleFunction<T> count) {
        meters.add(FunctionCounter.builder("mta.sts.refusals", source, count)
                .description("Requests that were rejected with 429 or 503, by reason.")
                .tag("reason", reason)
                .register(registry));
    }
}
