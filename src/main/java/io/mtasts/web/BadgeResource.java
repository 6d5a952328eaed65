package io.mtasts.web;

import io.mtasts.check.MtaStsCheckService;
import io.mtasts.document.ReportDocument;
import io.mtasts.http.ApiPaths;
import io.mtasts.http.ProblemException;
import io.mtasts.http.RequestAdmission;
import io.mtasts.name.DomainInput;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The images that show the verdict on a domain. Each image is a check, and the limits of checks apply. */
@Path("/badge")
public class BadgeResource {

    private static final String PATH = "/badge";

    private static final String SUFFIX = ".svg";
    private static final String MEDIA_TYPE = "image/svg+xml;charset=UTF-8";

    private final RequestAdmission admission;
    private final MtaStsCheckService checker;

    public BadgeResource(RequestAdmission admission, MtaStsCheckService checker) {
        this.admission = admission;
        this.checker = checker;
    }

    /** Returns the image for the domain in the name of the file. */
    @GET
    @Path("/{file}")
    @Operation(hidden = true)
    public Uni<Response> badge(@Context HttpServerRequest request) {
        if (!request.path().endsWith(SUFFIX)) {
            return Uni.createFrom().item(Response.status(Status.NOT_FOUND).build());
        }
        DomainInput input = ApiPaths.domain(PATH, request, SUFFIX);
        return admission
                .admit(input, request, checker::check, (domain, report) -> Badge.of(ReportDocument.of(report)))
                .onFailure(ProblemException.class)
                .recoverWithItem(failure -> Badge.of(failure.problem()))
                .map(badge -> response(badge, request));
    }

    private static Response response(Badge badge, HttpServerRequest request) {
        boolean cacheable = badge.seconds() > 0;
        boolean isKnown = cacheable && badge.matches(request.getHeader(HttpHeaders.IF_NONE_MATCH));
        Response.ResponseBuilder response = isKnown
                ? Response.notModified()
                : Response.status(badge.status()).type(MEDIA_TYPE).entity(badge.svg());
        return response.header(HttpHeaders.ETAG, cacheable ? badge.tag() : null)
                .header(HttpHeaders.CACHE_CONTROL, cacheable ? "public, max-age=" + badge.seconds() : "no-store")
                .build();
    }
}
