package io.mtasts.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mtasts.check.FailureLog;
import io.mtasts.document.ProblemDocument;
import io.mtasts.document.Problems;
import io.quarkus.runtime.configuration.MemorySize;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.Status;
import java.math.BigInteger;
import java.nio.charset.Charset;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** A handler that responds with a problem document to requests that no resource sees. */
@ApplicationScoped
class ProblemHandler {

    /** In characters. It is long enough for a response that says that a name is too long. */
    private static final int MAX_TARGET = 32_768;

    /** In characters. */
    private static final int MAX_HEADERS = 8_192;

    private final ObjectMapper json;
    private final Instance<ProblemPage> pages;
    private final long maxBody;

    ProblemHandler(
            ObjectMapper json,
            Instance<ProblemPage> pages,
            @ConfigProperty(name = "mta-sts.limits.body") MemorySize maxBody) {
        this.json = json;
        this.pages = pages;
        this.maxBody = maxBody.asLongValue();
    }

    void register(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).handler(this::check).failureHandler(this::explain);
    }

    /** Checks a request before any other route sees it. The framework responds to these faults without a problem document. */
    private void check(RoutingContext context) {
        Optional<Status> fault;
        try {
            fault = fault(context.request());
            context.normalizedPath();
        } catch (IllegalArgumentException e) {
            fault = Optional.of(Status.BAD_REQUEST);
        }
        if (fault.isPresent()) {
            // without waiting for the body
            closeAfterResponse(context);
            refuse(context, fault.get());
        } else {
            context.next();
        }
    }

    /** Returns what is wrong with a request. The limits of the server are wider, and its responses to excess are empty. */
    private Optional<Status> fault(HttpServerRequest request) {
        if (request.version() == null) {
            return Optional.of(Status.HTTP_VERSION_NOT_SUPPORTED);
        }
        // RFC 9112, 3.2
        if (request.headers().getAll(HttpHeaders.HOST).size() > 1) {
            return Optional.of(Status.BAD_REQUEST);
        }
        if (request.uri().length() > MAX_TARGET) {
            return Optional.of(Status.REQUEST_URI_TOO_LONG);
        }
        int headers = request.headers().entries().stream()
                .mapToInt(field -> field.getKey().length() + field.getValue().length())
                .sum();
        if (headers > MAX_HEADERS) {
            return Optional.of(Status.REQUEST_HEADER_FIELDS_TOO_LARGE);
        }
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length != null && new BigInteger(length).compareTo(maxBody(request)) > 0) {
            return Optional.of(Status.REQUEST_ENTITY_TOO_LARGE);
        }
        String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
        return type == null || isMediaType(type) ? Optional.empty() : Optional.of(Status.UNSUPPORTED_MEDIA_TYPE);
    }

    private BigInteger maxBody(HttpServerRequest request) {
        return BigInteger.valueOf(Route.maxBody(Objects.requireNonNullElse(request.path(), "/"), maxBody));
    }

    /** Checks whether the framework can parse a media type, and knows its charset. */
    private static boolean isMediaType(String text) {
        try {
            String charset = MediaType.valueOf(text).getParameters().get(MediaType.CHARSET_PARAMETER);
            return charset == null || Charset.isSupported(charset);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Responds to a failure that no route handles. The framework would log the path, which contains the domain. */
    private void explain(RoutingContext context) {
        Optional<Status> status =
                Optional.ofNullable(Status.fromStatusCode(context.statusCode())).filter(ProblemHandler::isClientError);
        if (status.isEmpty() && context.failure() != null) {
            FailureLog.log(context.failure());
        }
        if (context.response().headWritten()) {
            context.request().connection().close();
        } else {
            closeAfterResponse(context);
            refuse(context, status.orElse(Status.INTERNAL_SERVER_ERROR));
        }
    }

    private static boolean isClientError(Status status) {
        return status.getFamily() == Status.Family.CLIENT_ERROR;
    }

    private void refuse(RoutingContext context, Status status) {
        answer(context, Problems.of(status));
    }

    /**
     * Closes the connection of a request after its response. Keeps an HTTP/2 connection open, since other streams may use
     * it. RFC 9112, 9.6.
     */
    static void closeAfterResponse(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (request.version() != HttpVersion.HTTP_2) {
            context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
            context.addEndHandler(end -> request.connection().close());
        }
    }

    /** Responds to a request with a problem. */
    void answer(RoutingContext context, ProblemDocument problem) {
        if (problem.retryAfterSeconds() != null) {
            context.response().putHeader(HttpHeaders.RETRY_AFTER, Long.toString(problem.retryAfterSeconds()));
        }
        context.response().setStatusCode(problem.status());
        ProblemDocument complete =
                problem.at(Objects.requireNonNullElse(context.request().path(), "/"));
        if (ApiPaths.isForPeople(context.request()) && pages.isResolvable()) {
            context.response()
                    .putHeader(HttpHeaders.CONTENT_TYPE, "text/html;charset=UTF-8")
                    .end(pages.get().render(complete));
        } else {
            context.response()
                    .putHeader(HttpHeaders.CONTENT_TYPE, ProblemDocument.MEDIA_TYPE)
                    .end(text(complete));
        }
    }

    private String text(ProblemDocument problem) {
        try {
            return json.writeValueAsString(problem);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
