package io.mtasts.web;

import io.mtasts.check.MtaStsCheckService;
import io.mtasts.document.MxDocument;
import io.mtasts.http.FormFields;
import io.mtasts.http.RequestAdmission;
import io.mtasts.name.DomainInput;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import org.eclipse.microprofile.openapi.annotations.Operation;

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

    /** Looks up the mail servers of the field "domain". */
    @GET
    @Operation(hidden = true)
    public Uni<String> lookUp(@Context HttpServerRequest request) {
        return new FormFields(request.query())
                .field("domain")
                .map(DomainInput::parse)
                .map(input -> admission.admitPart(
                        input,
                        request,
                        checker::mailServers,
                        (domain, part) -> page.mailServers(MxDocument.of(domain, part.observed(), part.evaluation()))))
                .orElseGet(() -> Uni.createFrom().item(page.form(CheckForm.MTA_STS, "")));
    }
}
