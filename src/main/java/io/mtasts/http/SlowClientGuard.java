package io.mtasts.http;

import io.mtasts.config.MtaStsConfig;
import io.mtasts.limit.ClientConnections;
import io.quarkus.runtime.StartupEvent;
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

    private final Duration stallTimeout;
    private final ClientConnections connections;

    /** Creates a guard. Behind a proxy it does not count connections by client, because all have the address of the proxy. */
    SlowClientGuard(
            MtaStsConfig config, @ConfigProperty(name = "quarkus.http.proxy.proxy-address-forwarding") boolean proxy) {
        this.stallTimeout = config.limits().stallTimeout();
        this.connections = new ClientConnections(
                proxy || !config.rateLimit().enabled()
                        ? Integer.MAX_VALUE
                        : config.limits().clientConnections());
    }

    /** Returns the connections of clients. */
    public ClientConnections connections() {
        return connections;
    }

    void watchConnections(@Observes @Priority(FIRST) StartupEvent start) {
        ServerConnectionExtension.use(() -> new ServerConnectionHandler(connections, stallTimeout));
    }

    void register(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE + 1).handler(this::watch);
    }

    private void watch(RoutingContext context) {
        if (context.request().version() != HttpVersion.HTTP_2
                && context.response().writeQueueFull()) {
            // The client sends requests without reading the responses to the earlier ones.
            context.request().connection().close();
        } else {
            context.next();
        }
    }
}
