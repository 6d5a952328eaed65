package io.mtasts.monitor;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.HttpServerRequestInternal;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a request was for, in words of the service's own: paths hold domains, and a method may be any text. */
record RouteLabels(String method, String route) {

    private static final Set<String> METHODS = Set.of("GET", "HEAD", "OPTIONS", "POST", "PUT", "DELETE", "PATCH");

    /** Where Quarkus leaves the template of the resource that took the request. */
    private static final String TEMPLATE = "UrlPathTemplate";

    /** For observers of the router: of routes with the same order, the first to be registered comes first. */
    static final int FIRST = 1;

    /** Ahead of all that could refuse a request, even of what makes out its path; what operators ask is left out. */
    static void watch(Router router, Handler<RoutingContext> watcher) {
        router.route().order(Integer.MIN_VALUE).handler(context -> {
            String path = context.request().path();
            if (path != null && path.startsWith("/q/")) {
                context.next();
            } else {
                watcher.handle(context);
            }
        });
    }

    /** Of a request that was answered; what no resource took is "other". */
    static RouteLabels of(HttpServerRequest request) {
        String method = request.method().name();
        String template = ((HttpServerRequestInternal) request).context().getLocal(TEMPLATE);
        return new RouteLabels(METHODS.contains(method) ? method : "OTHER", route(template));
    }

    /** Without the expressions behind the names. */
    static String route(@Nullable String template) {
        return template == null ? "other" : template.replaceAll("\\{\\s*(\\w+)\\s*:[^}]*}", "{$1}");
    }
}
