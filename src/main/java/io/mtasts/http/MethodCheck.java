package io.mtasts.http;

import io.mtasts.document.Problems;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.Response.Status;
import java.util.Optional;

/**
 * A handler for OPTIONS and for methods that an address does not have.
 *
 * <p>The framework knows only one path template for a check, a preview and a setup, so that its answers would be wrong.
 */
@ApplicationScoped
class MethodCheck {

    /** After the filter for CORS, which answers preflight requests, and before all resources. */
    private static final int ORDER = -100;

    private final ProblemHandler problems;

    MethodCheck(ProblemHandler problems) {
        this.problems = problems;
    }

    void register(@Observes Router router) {
        router.route().order(ORDER).handler(this::check);
    }

    private void check(RoutingContext context) {
        boolean isOptions = context.request().method().equals(HttpMethod.OPTIONS);
        Optional<Route> route = Route.of(context.normalizedPath());
        if (route.isEmpty() && isOptions) {
            problems.answer(context, Problems.of(Status.NOT_FOUND));
        } else if (route.isPresent() && isOptions) {
            context.response()
                    .setStatusCode(Status.NO_CONTENT.getStatusCode())
                    .putHeader(HttpHeaders.ALLOW, route.get().allow())
                    .end();
        } else if (route.isPresent()
                && !route.get().allows(context.request().method().name())) {
            context.response().putHeader(HttpHeaders.ALLOW, route.get().allow());
            problems.answer(context, Problems.of(Status.METHOD_NOT_ALLOWED));
        } else {
            context.next();
        }
    }
}
