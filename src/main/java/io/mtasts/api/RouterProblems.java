package io.mtasts.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.Response.Status;

/** Gives a problem document to requests that the router refuses before any resource sees them. */
@ApplicationScoped
class RouterProblems {

    private final ObjectMapper json;

    RouterProblems(ObjectMapper json) {
        this.json = json;
    }

    void register(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).handler(this::check).failureHandler(this::explain);
    }

    /** Looks at the path before any route does: the router has no words for a broken percent-encoding. */
    private void check(RoutingContext context) {
        try {
            context.normalizedPath();
            context.next();
        } catch (IllegalArgumentException e) {
            refuse(context);
        }
    }

    /** A request without the header Host, for one. */
    private void explain(RoutingContext context) {
        if (context.statusCode() == Status.BAD_REQUEST.getStatusCode()) {
            refuse(context);
        } else {
            context.next();
        }
    }

    private void refuse(RoutingContext context) {
        answer(context, Problem.of(Status.BAD_REQUEST, ProblemMapper.detail(Status.BAD_REQUEST)));
    }

    /** Ends a request with a problem. */
    void answer(RoutingContext context, Problem problem) {
        if (problem.retryAfter() != null) {
            context.response().putHeader(HttpHeaders.RETRY_AFTER, Long.toString(problem.retryAfter()));
        }
        context.response()
                .setStatusCode(problem.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .end(text(problem));
    }

    private String text(Problem problem) {
        try {
            return json.writeValueAsString(problem);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
