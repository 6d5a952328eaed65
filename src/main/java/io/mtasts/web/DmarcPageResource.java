package io.mtasts.web;

import io.mtasts.check.CheckEvent;
import io.mtasts.check.DmarcCheckService;
import io.mtasts.document.DmarcDocument;
import io.mtasts.http.FormFields;
import io.mtasts.http.RequestAdmission;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestMulti;

/** The page of a DMARC check. */
@Path("/dmarc")
@Produces(HtmlResponses.MEDIA_TYPE)
@HtmlPage
public class DmarcPageResource {

    private final RequestAdmission admission;
    private final DmarcCheckService checker;
    private final PageRenderer page;

    public DmarcPageResource(RequestAdmission admission, DmarcCheckService checker, PageRenderer page) {
        this.admission = admission;
        this.checker = checker;
        this.page = page;
    }

    /**
     * Checks the field "domain", and generates a record from the fields "p", "sp", "t" and "rua". Without it, returns the form with the field "typed", as after a
     * cancelled check.
     */
    @GET
    @Operation(hidden = true)
    public RestMulti<String> check(@Context HttpServerRequest request) {
        FormFields fields = new FormFields(request.query());
        Optional<String> requested = fields.field("domain");
        if (requested.isEmpty()) {
            return HtmlResponses.whole(
                    200, page.form(CheckForm.DMARC, fields.field("typed").orElse("")));
        }
        TypedDomain typed = TypedDomain.of(requested.get());
        return admission.decidePart(
                typed.input(),
                request,
                input -> HtmlResponses.stream(
                        200,
                        new StreamingPage(page, CheckForm.DMARC, typed, input, Set.of())
                                .stream(
                                        CheckEvent.ofResult(checker.check(input)),
                                        report -> page.dmarc(
                                                DmarcDocument.of(input.unicode(), report),
                                                report.policy()
                                                        .map(DmarcTagView::of)
                                                        .orElse(List.of()),
                                                DmarcForm.of(report, fields)))),
                problem -> HtmlResponses.whole(problem.status(), page.problem(CheckForm.DMARC, problem, typed.text())));
    }
}
