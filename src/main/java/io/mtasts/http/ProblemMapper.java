package io.mtasts.http;

import io.mtasts.check.RejectedException;
import io.mtasts.document.ProblemDocument;
import io.mtasts.document.Problems;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.io.IOException;
import java.util.Objects;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** A mapper of every failure of a request to a problem document: no stack trace, no HTML, no empty body. */
public class ProblemMapper {

    /** Closes the connection if the process has run out of sockets, since the connection of the client is one. */
    @ServerExceptionMapper
    Response map(ProblemException exception, RoutingContext context) {
        if (exception.isSocketsExhausted()) {
            ProblemHandler.closeAfterResponse(context);
        }
        return response(exception.problem(), context);
    }

    @ServerExceptionMapper
    Response map(RejectedException exception, RoutingContext context) {
        return response(Problems.of(exception.rejection()), context);
    }

    /** Maps what the framework refuses: an unknown path, a wrong method, an unsupported media type. */
    @ServerExceptionMapper
    Response map(WebApplicationException exception, RoutingContext context) {
        if (exception.getResponse().getStatus() == Status.REQUEST_ENTITY_TOO_LARGE.getStatusCode()) {
            // the rest of the body is not read
            ProblemHandler.closeAfterResponse(context);
        }
        return response(Problems.of(exception.getResponse().getStatusInfo()), context);
    }

    /** Maps a body that could not be read to the end. The client caused that, so it is not logged. */
    @ServerExceptionMapper
    Response map(IOException failure, RoutingContext context) {
        return response(Problems.of(Status.BAD_REQUEST), context);
    }

    @ServerExceptionMapper
    Response map(Throwable failure, RoutingContext context) {
        return response(ProblemException.toProblem(failure), context);
    }

    private static Response response(ProblemDocument problem, RoutingContext context) {
        Response.ResponseBuilder response = Response.status(problem.status())
                .type(ProblemDocument.MEDIA_TYPE)
                .header(HttpHeaders.RETRY_AFTER, problem.retryAfterSeconds())
                .entity(problem.at(Objects.requireNonNullElse(context.request().path(), "/")));
        if (problem.status() == Status.METHOD_NOT_ALLOWED.getStatusCode()) {
            Route.of(context.normalizedPath()).ifPresent(route -> response.header(HttpHeaders.ALLOW, route.allow()));
        }
        return response.build();
    }
}
