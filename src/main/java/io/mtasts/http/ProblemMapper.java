package io.mtasts.http;

import io.mtasts.api.MtaStsResource;
import io.mtasts.api.PreviewResource;
import io.mtasts.document.ProblemDocument;
import io.mtasts.probe.OverloadedException;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.Response.StatusType;
import jakarta.ws.rs.core.UriInfo;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns whatever ends a request early into a problem document: no stack trace, no page, no empty body. */
public class ProblemMapper {

    /** The framework does not tell which methods it would have taken; only previews and lists are not read only. */
    private static final String METHODS = "GET, HEAD, OPTIONS";

    private static final String METHODS_OF_PREVIEW = "OPTIONS, POST";
    private static final String METHODS_OF_LIST = "GET, HEAD, OPTIONS, POST";

    @ServerExceptionMapper
    Response map(ProblemException exception, UriInfo address) {
        return answer(exception.problem(), address);
    }

    /** What the framework refuses: an unknown path, a wrong method, a media type that is not to be had. */
    @ServerExceptionMapper
    Response map(WebApplicationException exception, UriInfo address) {
        StatusType status = exception.getResponse().getStatusInfo();
        return answer(ProblemDocument.of(status, detail(status)), address);
    }

    /** A client's connection is a socket too: where there is a lack of them, none is kept for its next request. */
    @ServerExceptionMapper
    Response map(OverloadedException busy, UriInfo address, RoutingContext context) {
        if (busy.isSocketsExhausted()) {
            ConnectionClose.on(context);
        }
        return answer(ProblemDocument.ofFailure(busy), address);
    }

    @ServerExceptionMapper
    Response map(Throwable bug, UriInfo address) {
        return answer(ProblemDocument.ofFailure(bug), address);
    }

    public static String detail(StatusType status) {
        return switch (status.getStatusCode()) {
            case 400 -> "The request cannot be read.";
            case 404 -> "There is nothing at this address. Checks are at /api/v1/mta-sts/{domain}.";
            case 405 -> "This method is not allowed here; the header Allow says which ones are.";
            case 406 ->
                "The answer cannot be had as the header Accept asks; a check comes as application/json, a list as application/x-ndjson.";
            case 413 -> "The body of the request is too large.";
            case 415 -> "A policy is taken as text/plain only, a list of domains as text/plain or application/json.";
            case 414 -> "The address of the request is too long.";
            case 431 -> "The headers of the request are too large.";
            case 500 -> "The service failed. This is not the fault of the domain; please try again later.";
            default -> "The request cannot be answered.";
        };
    }

    private static Response answer(ProblemDocument problem, UriInfo address) {
        Response.ResponseBuilder response = Response.status(problem.status())
                .type(ProblemDocument.MEDIA_TYPE)
                .header(HttpHeaders.RETRY_AFTER, problem.retryAfter())
                .entity(problem);
        if (problem.status() == Status.METHOD_NOT_ALLOWED.getStatusCode()) {
            response.header(HttpHeaders.ALLOW, methods(address.getPath()));
        }
        return response.build();
    }

    private static String methods(String path) {
        if (PreviewResource.isAt(path)) {
            return METHODS_OF_PREVIEW;
        }
        return path.equals(MtaStsResource.PATH) ? METHODS_OF_LIST : METHODS;
    }
}
