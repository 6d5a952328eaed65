package io.mtasts.http;

import io.mtasts.config.MtaStsConfig;
import io.mtasts.document.ProblemDocument;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.Response.Status;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * When the service is told to stop, takes nothing new and waits for what runs, within the grace.
 *
 * <p>Quarkus can do the same, but turns away with an empty answer.
 */
@ApplicationScoped
public class GracefulShutdown {

    private static final ProblemDocument STOPPING = ProblemDocument.of(
                    Status.SERVICE_UNAVAILABLE, "stopping", "The service is about to stop. Please try again.")
            .withRetryAfter(1);

    private final ProblemHandler problems;
    private final Duration grace;
    private int running;
    private boolean stopping;
    private long refused;

    GracefulShutdown(ProblemHandler problems, MtaStsConfig config) {
        this.problems = problems;
        this.grace = config.shutdown().grace();
    }

    /** What the operator asks of the service, its health for one, is answered to the end. */
    void register(@Observes Router router) {
        router.routeWithRegex("/(?!q/).*").order(Integer.MIN_VALUE + 1).handler(this::admit);
    }

    /** How many requests came after the service was told to stop. */
    public synchronized long refused() {
        return refused;
    }

    private void admit(RoutingContext context) {
        if (enter()) {
            context.addEndHandler(end -> leave());
            context.next();
        } else {
            ConnectionClose.on(context);
            problems.answer(context, STOPPING);
        }
    }

    private synchronized boolean enter() {
        running += stopping ? 0 : 1;
        refused += stopping ? 1 : 0;
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
