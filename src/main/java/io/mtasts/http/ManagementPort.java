package io.mtasts.http;

import io.mtasts.config.MtaStsConfig;
import io.mtasts.document.Problems;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.http.runtime.VertxHttpRecorder;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.Response.Status;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.logging.Logger;

/**
 * A separate port for operators, if one is configured: health, metrics, OpenAPI and the Swagger UI.
 *
 * <p>The management interface of Quarkus can only be enabled at build time. This port also serves the API, so that the
 * Swagger UI can send requests. The public port then serves nothing below {@code /q/}.
 */
@ApplicationScoped
public class ManagementPort {

    private static final Logger LOG = Logger.getLogger(ManagementPort.class.getName());

    private static final int IDLE_SECONDS = 90;

    private final Vertx vertx;
    private final ProblemHandler problems;
    private final MtaStsConfig.Management config;
    private volatile Optional<HttpServer> server = Optional.empty();

    ManagementPort(Vertx vertx, ProblemHandler problems, MtaStsConfig config) {
        this.vertx = vertx;
        this.problems = problems;
        this.config = config.management();
    }

    /** Returns the port that it listens on; empty if no separate port is configured. */
    public OptionalInt actual() {
        return server.map(HttpServer::actualPort).map(OptionalInt::of).orElse(OptionalInt.empty());
    }

    /** Listens on the port. Fails the startup if the port is in use. */
    void listen(@Observes StartupEvent start) {
        config.port().ifPresent(configured -> {
            HttpServer opened = vertx.createHttpServer(new HttpServerOptions().setIdleTimeout(IDLE_SECONDS))
                    .requestHandler(
                            request -> VertxHttpRecorder.getRootHandler().handle(request))
                    .listen(configured, config.host())
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
            server = Optional.of(opened);
            LOG.info(() -> "Health, metrics and OpenAPI are available on port " + opened.actualPort());
        });
    }

    void register(@Observes Router router) {
        if (config.port().isPresent()) {
            router.route("/q/*").order(Integer.MIN_VALUE + 1).handler(this::restrict);
        }
    }

    private void restrict(RoutingContext context) {
        int arrivedAt = context.request().connection().localAddress().port();
        if (actual().equals(OptionalInt.of(arrivedAt))) {
            context.next();
        } else {
            problems.answer(context, Problems.of(Status.NOT_FOUND));
        }
    }
}
