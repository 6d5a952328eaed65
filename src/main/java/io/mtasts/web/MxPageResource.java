package io.mtasts.web;

import io.mtasts.check.CheckEvent;
import io.mtasts.check.MtaStsCheckService;
import io.mtasts.document.MxDocument;
import io.mtasts.http.FormFields;
import io.mtasts.http.RequestAdmission;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestMulti;

/** The page of the mail servers of a domain. */
@Path("/mx")
@Produces(HtmlResponses.MEDIA_TYPE)
@HtmlPage
public class MxPageResource {

    private final RequestAdmission admission;
    private final MtaStsCheckService checker;
    private final PageRenderer page;

    public MxPageResource(RequestAdmission admission, MtaStsCheckService checker, PageRenderer page) {
        this.admission = admission;
        this.checker = checker;
        this.page = page;
    }

    /** Looks up the mail servers of the field "domain". Without it, returns the form with the field "typed". */
    @GET
    @Operation(hidden = true)
    public RestMulti<String> lookUp(@Context HttpServerRequest request) {
        FormFields fields = new FormFields(request.query());
        Optional<String> requested = fields.field("domain");
        if (requested.isEmpty()) {
            return HtmlResponses.whole(
                    200, page.form(CheckForm.MX, fields.field("typed").orElse("")));
        }
        TypedDomain typed = TypedDomain.of(requested.get());
        return admission.decidePart(
                typed.input(),
                request,
                input -> HtmlResponses.stream(
                        200,
                        new StreamingPage(page, CheckForm.MX, typed, input, Set.of())
                                .stream(
                                        CheckEvent.ofResult(checker.mailServers(input)),
                                        part -> page.mailServers(
                                                MxDocument.of(input, part.observed(), part.evaluation())))),
                problem -> HtmlResponses.whole(problem.status(), page.problem(CheckForm.MX, problem, typed.text())));
    }
}
