package io.mtasts.web;

import io.mtasts.check.DmarcCheckService;
import io.mtasts.document.DmarcDocument;
import io.mtasts.document.ProblemDocument;
import io.mtasts.http.FormFields;
import io.mtasts.http.ProblemException;
import io.mtasts.http.RequestAdmission;
import io.mtasts.name.DomainInput;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** The page about DMARC. It is short of what takes long, so it comes as a whole. */
@Path("/dmarc")
@Produces(PageResource.HTML)
public class DmarcPageResource {

    private static final String TITLE = "DMARC – MTA-STS Checker";

    private final RequestAdmission admission;
    private final DmarcCheckService checker;

    public DmarcPageResource(RequestAdmission admission, DmarcCheckService checker) {
        this.admission = admission;
        this.checker = checker;
    }

    /** The field "domain" is what to check; without it there is only the form. */
    @GET
    @Operation(hidden = true)
    public Uni<Response> page(@Context HttpServerRequest request) {
        return new FormFields(request.query())
                .field("domain")
                .map(typed -> check(typed, request))
                .orElseGet(() -> Uni.createFrom().item(PageResource.html(200, start("", false) + end())));
    }

    /** Only the headers: nobody would see what a check finds. */
    @HEAD
    @Operation(hidden = true)
    public Response head() {
        return PageResource.withHeaders(Response.ok());
    }

    /** What ends a request before a check begins, in words. */
    @ServerExceptionMapper
    Response failed(Throwable failure) {
        return problem(failure, "");
    }

    private Uni<Response> check(String typed, HttpServerRequest request) {
        return admission
                .admitPart(
                        DomainInput.parse(typed),
                        request,
                        checker::check,
                        (domain, report) -> DmarcDocument.of(domain.unicode(), report))
                .map(report -> PageResource.html(200, start(typed, false) + result(report) + end()))
                .onFailure()
                .recoverWithItem(failure -> problem(failure, typed));
    }

    private static Response problem(Throwable failure, String typed) {
        ProblemDocument problem = ProblemException.toProblem(failure);
        boolean rejected = ProblemExtensions.isRejection(problem);
        String words = DmarcTemplates.dmarcProblem(problem, typed).render();
        return PageResource.html(problem.status(), start(typed, rejected) + words + end());
    }

    private static String start(String typed, boolean rejected) {
        return DmarcTemplates.dmarcStart(TITLE, typed, rejected).render();
    }

    private static String result(DmarcDocument report) {
        return DmarcTemplates.dmarcResult(report).render();
    }

    private static String end() {
        return DmarcTemplates.dmarcEnd().render();
    }
}
