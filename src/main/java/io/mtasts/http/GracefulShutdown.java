package io.mtasts.http;

import io.mtasts.config.MtaStsConfig;
import io.mtasts.document.ProblemDocument;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.Startup;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.Response.Status;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A graceful shutdown: rejects new requests and waits for running requests during the grace period.
 *
 * <p>Quarkus can do the same, but rejects requests without a problem document.
 */
@ApplicationScoped
@Startup
public class GracefulShutdown {

    private static final ProblemDocument STOPPING = ProblemDocument.of(
            Status.SERVICE_UNAVAILABLE, "stopping", "The service is shutting down. Please try again.", null, 1L, null);

    private final ProblemHandler problems;
    private final Duration grace;
    private int running;
    private boolean stopping;
    private long rejected;

    GracefulShutdown(ProblemHandler problems, MtaStsConfig config) {
        this.problems = problems;
        this.grace = config.shutdown().grace();
    }

    /** Health and metrics remain available until the end. */
    void register(@Observes Router router) {
        router.routeWithRegex("/(?!q/).*").order(Integer.MIN_VALUE + 1).handler(this::admit);
    }

    /** Returns how many requests have been rejected since the start of the shutdown. */
    public synchronized long rejections() {
        return rejected;
    }

    private void admit(RoutingContext context) {
        if (enter()) {
            RequestEnd.onEnd(context, end -> leave());
            context.next();
        } else {
            ProblemHandler.closeAfterResponse(context);
            problems.answer(context, STOPPING);
        }
    }

    private synchronized boolean enter() {
        running += stopping ? 0 : 1;
        rejected += stopping ? 1 : 0;
        return !stopping;
    }

    private synchronized void leave() {
        running--;
        notifyAll();
    }

    synchronized void drain(@Observes ShutdownDelayInitiatedEvent event) throws InterruptedException {
        stopping = true;
        long end = System.nanoTime() + grace.toNanos();
        for (long rest = grace.toNanos(); running > 0 && rest > 0; rest = end - System.nanoTime()) {
            TimeUnit.NANOSECONDS.timedWait(this, rest);
        }
    }
}
