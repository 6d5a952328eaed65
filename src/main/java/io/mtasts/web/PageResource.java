package io.mtasts.web;

import io.mtasts.check.Admission;
import io.mtasts.check.Include;
import io.mtasts.check.MtaStsCheckService;
import io.mtasts.check.RejectedException;
import io.mtasts.document.ProblemDocument;
import io.mtasts.document.Problems;
import io.mtasts.document.ReportDocument;
import io.mtasts.document.SenderReadingDocument;
import io.mtasts.http.FormFields;
import io.mtasts.http.RequestAdmission;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestMulti;

/** The start page. With a domain it is the page of a check. */
@Path("/")
@Produces(HtmlResponses.MEDIA_TYPE)
@HtmlPage
public class PageResource {

    private final RequestAdmission admission;
    private final MtaStsCheckService checker;
    private final PageRenderer page;

    public PageResource(RequestAdmission admission, MtaStsCheckService checker, PageRenderer page) {
        this.admission = admission;
        this.checker = checker;
        this.page = page;
    }

    /**
     * Checks the field "domain", and explains the status code in the field "reply" for it. Without a domain, returns the form
     * with the field "typed", as after a cancelled check.
     */
    @GET
    @Operation(hidden = true)
    public RestMulti<String> check(@Context HttpServerRequest request) {
        FormFields fields = new FormFields(request.query());
        Optional<String> requested = fields.field("domain");
        if (requested.isEmpty()) {
            return HtmlResponses.whole(
                    200, page.form(CheckForm.MTA_STS, fields.field("typed").orElse("")));
        }
        TypedDomain typed = TypedDomain.of(requested.get());
        try {
            return check(
                    typed,
                    Include.parse(fields.field("include").orElse(null)),
                    fields.field("reply").orElse(""),
                    request);
        } catch (RejectedException e) {
            return rejected(Problems.of(e.rejection()), typed);
        }
    }

    private RestMulti<String> check(TypedDomain typed, Set<Include> include, String reply, HttpServerRequest request) {
        Function<Admission.Admitted, RestMulti<String>> check = admitted -> HtmlResponses.stream(
                200,
                new StreamingPage(page, CheckForm.MTA_STS, typed, admitted.input(), checker.parts(include))
                        .stream(
                                checker.check(admitted, include),
                                report -> page.result(
                                        ReportDocument.of(report), SenderReadingDocument.of(report.report()), reply)));
        return include.contains(Include.REPLICAS)
                ? admission.decidePart(typed.input(), request, check, problem -> rejected(problem, typed))
                : admission.decide(typed.input(), request, check, problem -> rejected(problem, typed));
    }

    private RestMulti<String> rejected(ProblemDocument problem, TypedDomain typed) {
        return HtmlResponses.whole(problem.status(), page.problem(CheckForm.MTA_STS, problem, typed.text()));
    }
}
