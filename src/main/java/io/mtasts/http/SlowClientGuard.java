package io.mtasts.http;

import io.mtasts.config.MtaStsConfig;
import io.mtasts.limit.ClientConnections;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** A guard against clients that hold many connections open or do not read their responses. */
@ApplicationScoped
public class SlowClientGuard {

    /** Before the ports are opened. */
    private static final int FIRST = 1;

    /** A stream is looked at this many times in a stall time-out. */
    private static final int LOOKS = 3;

    /** Most responses have been sent after this time, so that nothing needs to watch them. */
    private static final long SENT_MILLIS = 50;

    private final Vertx vertx;
    private final Duration stallTimeout;
    private final ClientConnections connections;

    /** Behind a proxy all connections have its address. */
    SlowClientGuard(
            Vertx vertx,
            MtaStsConfig config,
            @ConfigProperty(name = "quarkus.http.proxy.proxy-address-forwarding") boolean proxy) {
        this.vertx = vertx;
        this.stallTimeout = config.limits().stallTimeout();
        this.connections = new ClientConnections(
                proxy || !config.rateLimit().enabled()
                        ? Integer.MAX_VALUE
                        : config.limits().clientConnections());
    }

    /** Returns how many connections have been closed since the start because their client had too many. */
    public long rejections() {
        return connections.rejections();
    }

    void watchConnections(@Observes @Priority(FIRST) StartupEvent start) {
        ServerConnectionExtension.use(() -> new ServerConnectionHandler(connections, stallTimeout));
    }

    void register(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE + 1).handler(this::watch);
    }

    private void watch(RoutingContext context) {
        if (context.request().version() == HttpVersion.HTTP_2) {
            watchStream(context);
        } else if (context.response().writeQueueFull()) {
            // the client sends requests without reading the responses to the earlier ones
            context.request().connection().close();
            return;
        }
        context.next();
    }

    /** Watches a stream of HTTP/2. What it has not sent waits in the stream, and the connection stays writable. */
    private void watchStream(RoutingContext context) {
        HttpServerResponse response = context.response();
        int[] stalled = {0};
        long timer = vertx.setPeriodic(Math.max(1, stallTimeout.toMillis() / LOOKS), id -> {
            stalled[0] = isStalled(response) ? stalled[0] + 1 : 0;
            if (response.closed()) {
                vertx.cancelTimer(id);
            } else if (stalled[0] > LOOKS) {
                vertx.cancelTimer(id);
                response.reset();
            }
        });
        context.addBodyEndHandler(ended -> vertx.setTimer(SENT_MILLIS, id -> {
            if (response.closed()) {
                vertx.cancelTimer(timer);
            }
        }));
    }

    private static boolean isStalled(HttpServerResponse response) {
        return !response.closed() && (response.ended() || response.writeQueueFull());
    }
}
