package io.mtasts.web;

import io.mtasts.check.TlsReportService;
import io.mtasts.document.ExplainedReportDocument;
import io.mtasts.document.ProblemDocument;
import io.mtasts.document.Problems;
import io.mtasts.http.RequestAdmission;
import io.mtasts.http.UploadedFile;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** The page that explains TLS reports. */
@Path("/reports")
@Produces(HtmlResponses.MEDIA_TYPE)
@HtmlPage
public class ReportsPageResource {

    private final TlsReportService reports;
    private final PageRenderer page;

    public ReportsPageResource(TlsReportService reports, PageRenderer page) {
        this.reports = reports;
        this.page = page;
    }

    /** Returns the form. */
    @GET
    @Operation(hidden = true)
    public String form() {
        return page.reports(null, "");
    }

    /** Explains the file of the form. */
    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Operation(hidden = true)
    public Uni<Response> explain(
            @Context HttpServerRequest request,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable String type,
            byte @Nullable [] body) {
        Optional<byte[]> file = type == null || body == null ? Optional.empty() : UploadedFile.first(type, body);
        if (file.filter(content -> content.length > 0).isEmpty()) {
            return Uni.createFrom()
                    .item(response(
                            Response.Status.BAD_REQUEST.getStatusCode(), page.reports(null, "Choose a file first.")));
        }
        return reports.explain(file.get(), RequestAdmission.clientAddress(request))
                .map(result -> result.fold(
                        explained -> response(
                                Response.Status.OK.getStatusCode(),
                                page.reports(
                                        ExplainedReportDocument.of(
                                                explained, Instant.now().truncatedTo(ChronoUnit.SECONDS)),
                                        "")),
                        failure -> rejected(Problems.of(failure))));
    }

    private Response rejected(ProblemDocument problem) {
        Response response = response(problem.status(), page.reports(null, problem.detail()));
        if (problem.retryAfterSeconds() != null) {
            response.getHeaders().putSingle(HttpHeaders.RETRY_AFTER, problem.retryAfterSeconds());
        }
        return response;
    }

    private static Response response(int status, String page) {
        return Response.status(status).entity(page).build();
    }
}
