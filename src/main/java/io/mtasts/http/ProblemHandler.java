package io.mtasts.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mtasts.document.ProblemDocument;
import io.mtasts.document.Problems;
import io.quarkus.runtime.configuration.MemorySize;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.Response.Status;
import java.math.BigInteger;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Gives a problem document to requests that the router refuses before any resource sees them. */
@ApplicationScoped
class ProblemHandler {

    /** Characters: longer than any name that gets an answer of its own, so that one that is too long is told so. */
    private static final int LONGEST_TARGET = 32_768;

    /** Characters. */
    private static final int MOST_HEADERS = 8_192;

    private final ObjectMapper json;
    private final BigInteger mostBody;

    ProblemHandler(ObjectMapper json, @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize mostBody) {
        this.json = json;
        this.mostBody = mostBody.asBigInteger();
    }

    void register(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).handler(this::check).failureHandler(this::explain);
    }

    /** Looks before any route does: the router has no words for a broken percent-encoding, the server none for too much. */
    private void check(RoutingContext context) {
        Optional<Status> excess = excess(context.request());
        if (excess.isPresent()) {
            // without waiting for the rest of what is too much
            ConnectionClose.on(context);
            refuse(context, excess.get());
            return;
        }
        try {
            context.normalizedPath();
            context.next();
        } catch (IllegalArgumentException e) {
            refuse(context, Status.BAD_REQUEST);
        }
    }

    /** What is longer than it may be; the server's own limits are wider, and end what exceeds them with an empty answer. */
    private Optional<Status> excess(HttpServerRequest request) {
        if (request.uri().length() > LONGEST_TARGET) {
            return Optional.of(Status.REQUEST_URI_TOO_LONG);
        }
        int headers = request.headers().entries().stream()
                .mapToInt(field -> field.getKey().length() + field.getValue().length())
                .sum();
        if (headers > MOST_HEADERS) {
            return Optional.of(Status.REQUEST_HEADER_FIELDS_TOO_LARGE);
        }
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return length != null && new BigInteger(length).compareTo(mostBody) > 0
                ? Optional.of(Status.REQUEST_ENTITY_TOO_LARGE)
                : Optional.empty();
    }

    /** A request without the header Host, for one. */
    private void explain(RoutingContext context) {
        if (context.statusCode() == Status.BAD_REQUEST.getStatusCode()) {
            refuse(context, Status.BAD_REQUEST);
        } else {
            context.next();
        }
    }

    private void refuse(RoutingContext context, Status status) {
        answer(context, Problems.of(status));
    }

    /** Ends a request with a problem. */
    void answer(RoutingContext context, ProblemDocument problem) {
        if (problem.retryAfter() != null) {
            context.response().putHeader(HttpHeaders.RETRY_AFTER, Long.toString(problem.retryAfter()));
        }
        context.response()
                .setStatusCode(problem.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, ProblemDocument.MEDIA_TYPE)
                .end(text(problem));
    }

    private String text(ProblemDocument problem) {
        try {
            return json.writeValueAsString(problem);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
