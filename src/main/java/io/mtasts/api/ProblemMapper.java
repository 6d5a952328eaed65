package io.mtasts.api;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.Response.StatusType;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns whatever ends a request early into a problem document: no stack trace, no page, no empty body. */
class ProblemMapper {

    /** The framework does not tell which methods it would have taken; all that there is is read only. */
    private static final String METHODS = "GET, HEAD, OPTIONS";

    @ServerExceptionMapper
    Response map(ProblemException exception) {
        return response(exception.problem()).build();
    }

    /** What the framework refuses: an unknown path, a wrong method, a media type that is not to be had. */
    @ServerExceptionMapper
    Response map(WebApplicationException exception) {
        StatusType status = exception.getResponse().getStatusInfo();
        Response.ResponseBuilder response = response(Problem.of(status, detail(status)));
        return status.getStatusCode() == Status.METHOD_NOT_ALLOWED.getStatusCode()
                ? response.header(HttpHeaders.ALLOW, METHODS).build()
                : response.build();
    }

    @ServerExceptionMapper
    Response map(Throwable bug) {
        return response(Problem.ofFailure(bug)).build();
    }

    static String detail(StatusType status) {
        return switch (status.getStatusCode()) {
            case 400 -> "The request cannot be read.";
            case 404 -> "There is nothing at this address. Checks are at /api/v1/mta-sts/{domain}.";
            case 405 -> "This method is not allowed here; the header Allow says which ones are.";
            case 406 -> "The answer can only be had as application/json.";
            case 413 -> "The body of the request is too large.";
            case 414 -> "The address of the request is too long.";
            case 431 -> "The headers of the request are too large.";
            case 500 -> "The service failed. This is not the fault of the domain; please try again later.";
            default -> "The request cannot be answered.";
        };
    }

    private static Response.ResponseBuilder response(Problem problem) {
        return Response.status(problem.status())
                .type(Problem.MEDIA_TYPE)
                .header(HttpHeaders.RETRY_AFTER, problem.retryAfter())
                .entity(problem);
    }
}
