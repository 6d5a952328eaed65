package io.mtasts.web;

import io.mtasts.check.MtaStsCheckService;
import io.mtasts.document.ProblemDocument;
import io.mtasts.document.ReportDocument;
import io.mtasts.http.FormFields;
import io.mtasts.http.ProblemException;
import io.mtasts.http.RequestAdmission;
import io.mtasts.name.DomainInput;
import io.smallrye.mutiny.Multi;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestMulti;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** The web page: a form at the bare address, a check with a domain in it, which is also its permalink. */
@Path("/")
@Produces(PageResource.HTML)
public class PageResource {

    static final String HTML = MediaType.TEXT_HTML + ";charset=UTF-8";

    private static final Map<String, String> HEADERS = Map.of(
            HttpHeaders.CONTENT_TYPE,
            HTML,
            HttpHeaders.CACHE_CONTROL,
            "private, no-cache",
            // A proxy that collects the answer would hide the progress.
            "X-Accel-Buffering",
            "no");

    private final RequestAdmission admission;
    private final MtaStsCheckService checker;
    private final PageRenderer page;

    public PageResource(RequestAdmission admission, MtaStsCheckService checker, PageRenderer page) {
        this.admission = admission;
        this.checker = checker;
        this.page = page;
    }

    /** The fields: "domain" is what to check; "typed" stands in the form all the same, after a check was cancelled. */
    @GET
    @Operation(hidden = true)
    public RestMulti<String> page(@Context HttpServerRequest request) {
        FormFields fields = new FormFields(request.query());
        Optional<String> asked = fields.field("domain");
        if (asked.isEmpty()) {
            String typed = fields.field("typed").orElse("");
            return answer(200, Multi.createFrom().item(page.form(typed)));
        }
        String domain = asked.get();
        return admission.decide(
                DomainInput.parse(domain),
                request,
                input -> answer(
                        200,
                        new StreamingPage(page, domain, input, checker.parts())
                                .stream(checker.check(input), report -> page.result(ReportDocument.of(report)))),
                problem -> answer(problem.status(), Multi.createFrom().item(page.problem(problem, domain))));
    }

    /** Only the headers: nobody would see what a check finds. */
    @HEAD
    @Operation(hidden = true)
    public Response head() {
        return withHeaders(Response.ok());
    }

    /** What ends a request before a check begins, in words. */
    @ServerExceptionMapper
    Response failed(Throwable failure) {
        ProblemDocument problem = ProblemException.toProblem(failure);
        return html(problem.status(), page.problem(problem, ""));
    }

    static RestMulti<String> answer(int status, Multi<String> parts) {
        RestMulti.SyncRestMulti.Builder<String> answer =
                RestMulti.fromMultiData(parts).status(status);
        HEADERS.forEach(answer::header);
        return answer.build();
    }

    static Response html(int status, String text) {
        return withHeaders(Response.status(status).entity(text));
    }

    static Response withHeaders(Response.ResponseBuilder response) {
        HEADERS.forEach(response::header);
        return response.build();
    }
}
