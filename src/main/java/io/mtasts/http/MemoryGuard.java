package io.mtasts.http;

import static java.lang.management.MemoryType.HEAP;

import io.mtasts.check.CheckFailure;
import io.mtasts.document.Problems;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Default;
import jakarta.inject.Inject;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * A guard that rejects requests while the heap is nearly full, before the JVM spends all of its time collecting garbage.
 *
 * <p>The measure is what the last collection of the old generation left. A native binary and some collectors do not report
 * it. The guard is then off.
 */
@Default // @Readiness is a qualifier
@Readiness
@ApplicationScoped
public class MemoryGuard implements HealthCheck {

    /** The part of the old generation that may be in use after a collection. */
    private static final double MAX_USED = 0.85;

    /** The measure is stale as long as nothing is collected, so that the guard collects, but rarely. */
    private static final long COLLECTION_INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final ProblemHandler problems;
    private final BooleanSupplier nearlyFull;
    private final Runnable collect;
    private final AtomicLong nextCollection = new AtomicLong(System.nanoTime());
    private final AtomicLong rejections = new AtomicLong();

    @Inject
    MemoryGuard(ProblemHandler problems, Vertx vertx) {
        this(
                problems,
                watch(ManagementFactory.getMemoryPoolMXBeans()),
                () -> vertx.executeBlocking(() -> {
                    System.gc();
                    return true;
                }));
    }

    MemoryGuard(ProblemHandler problems, BooleanSupplier nearlyFull, Runnable collect) {
        this.problems = problems;
        this.nearlyFull = nearlyFull;
        this.collect = collect;
    }

    void register(@Observes Router router) {
        router.routeWithRegex("/(?!q/).*").order(Integer.MIN_VALUE + 1).handler(this::admit);
    }

    /** Returns how many requests have been rejected since the start. */
    public long rejections() {
        return rejections.get();
    }

    /** Reports the service as not ready while requests are rejected. */
    @Override
    public HealthCheckResponse call() {
        boolean accepting = !isNearlyFull();
        return HealthCheckResponse.named("Memory")
                .withData("heap", accepting ? "available" : "nearly full")
                .status(accepting)
                .build();
    }

    private void admit(RoutingContext context) {
        if (isNearlyFull()) {
            rejections.incrementAndGet();
            ProblemHandler.closeAfterResponse(context);
            problems.answer(context, Problems.of(new CheckFailure.Overloaded(CheckFailure.Resource.MEMORY)));
        } else {
            context.next();
        }
    }

    private boolean isNearlyFull() {
        boolean full = nearlyFull.getAsBoolean();
        if (full) {
            long now = System.nanoTime();
            long next = nextCollection.get();
            if (now - next >= 0 && nextCollection.compareAndSet(next, now + COLLECTION_INTERVAL_NANOS)) {
                collect.run();
            }
        }
        return full;
    }

    private static BooleanSupplier watch(List<MemoryPoolMXBean> pools) {
        List<MemoryPoolMXBean> watched = pools.stream()
                .filter(pool -> pool.getType() == HEAP && pool.isCollectionUsageThresholdSupported())
                .filter(pool -> pool.getName().contains("Old") || pool.getName().contains("Tenured"))
                .filter(pool -> pool.getUsage().getMax() > 0)
                .toList();
        watched.forEach(
                pool -> pool.setCollectionUsageThreshold((long) (pool.getUsage().getMax() * MAX_USED)));
        return () -> watched.stream().anyMatch(MemoryPoolMXBean::isCollectionUsageThresholdExceeded);
    }
}
