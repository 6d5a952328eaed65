package io.mtasts.monitor;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.HttpServerRequestInternal;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The labels of a request. They contain no path and no unknown method, which a client can choose freely. */
record RouteLabels(String method, String route) {

    private static final Set<String> METHODS = Set.of("GET", "HEAD", "OPTIONS", "POST", "PUT", "DELETE", "PATCH");

    /** The key under which Quarkus stores the path template of the resource. */
    private static final String TEMPLATE = "UrlPathTemplate";

    /** The priority of observers of the router. Routes with the same order run in the order of their registration. */
    static final int FIRST = 1;

    /** Runs a handler before all others, except for requests of operators. */
    static void watch(Router router, Handler<RoutingContext> handler) {
        router.route().order(Integer.MIN_VALUE).handler(context -> {
            String path = context.request().path();
            if (path != null && path.startsWith("/q/")) {
                context.next();
            } else {
                handler.handle(context);
            }
        });
    }

    /** Returns the labels of a completed request. The route is "other" if no resource matched. */
    static RouteLabels of(HttpServerRequest request) {
        String method = request.method().name();
        String template = ((HttpServerRequestInternal) request).context().getLocal(TEMPLATE);
        return new RouteLabels(METHODS.contains(method) ? method : "OTHER", route(template));
    }

    /** Returns a path template without its regular expressions. */
    static String route(@Nullable String template) {
        return template == null ? "other" : template.replaceAll("\\{\\s*(\\w+)\\s*:[^}]*}", "{$1}");
    }
}
