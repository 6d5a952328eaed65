package io.mtasts.web;

import io.mtasts.check.BulkCheckService;
import io.mtasts.check.DomainList;
import io.mtasts.check.RejectedException;
import io.mtasts.document.BulkResultDocument;
import io.mtasts.document.ProblemDocument;
import io.mtasts.document.Problems;
import io.mtasts.http.FormFields;
import io.mtasts.http.ProblemException;
import io.mtasts.http.RequestAdmission;
import io.smallrye.mutiny.Multi;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestMulti;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** The page for many domains: a table that fills as they are checked. */
@Path("/list")
@Produces(PageResource.HTML)
public class ListPageResource {

    private final BulkCheckService checker;
    private final PageRenderer page;

    public ListPageResource(BulkCheckService checker, PageRenderer page) {
        this.checker = checker;
        this.page = page;
    }

    /** The form alone; the field "domains" stands in it already. */
    @GET
    @Operation(hidden = true)
    public RestMulti<String> form(@Context HttpServerRequest request) {
        String typed = new FormFields(request.query()).field("domains").orElse("");
        return whole(200, typed, "");
    }

    /** The field is "domains", with one on each line. */
    @POST
    @Operation(hidden = true)
    public RestMulti<String> check(@Context HttpServerRequest request, String form) {
        String typed = new FormFields(form).field("domains").orElse("");
        DomainList list = DomainList.ofLines(typed);
        try {
            Multi<BulkResultDocument> lines =
                    checker.check(list, RequestAdmission.clientAddress(request)).map(BulkResultDocument::of);
            return PageResource.answer(
                    200,
                    Multi.createBy()
                            .concatenating()
                            .streams(
                                    Multi.createFrom()
                                            .item(page.list(
                                                    typed, list.domains().size(), "")),
                                    lines.map(page::line),
                                    Multi.createFrom().item(() -> page.listEnd(true))));
        } catch (RejectedException e) {
            ProblemDocument problem = Problems.of(e.rejection());
            return whole(problem.status(), typed, problem.detail());
        }
    }

    private RestMulti<String> whole(int status, String typed, String refusal) {
        return PageResource.answer(status, Multi.createFrom().item(page.list(typed, 0, refusal) + page.listEnd(false)));
    }

    /** What ends a request before a check begins, in words. */
    @ServerExceptionMapper
    Response failed(Throwable failure) {
        ProblemDocument problem = ProblemException.toProblem(failure);
        return PageResource.html(problem.status(), page.problem(problem, ""));
    }
}
