package io.mtasts.web;

import io.mtasts.check.MtaStsCheckService;
import io.mtasts.document.MxDocument;
import io.mtasts.http.FormFields;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestMulti;

/** The page of the mail servers of a domain. */
@Path("/mx")
@Produces(HtmlResponses.MEDIA_TYPE)
@HtmlPage
public class MxPageResource {

    private final PartPages pages;
    private final MtaStsCheckService checker;
    private final PageRenderer page;

    public MxPageResource(PartPages pages, MtaStsCheckService checker, PageRenderer page) {
        this.pages = pages;
        this.checker = checker;
        this.page = page;
    }

    /** Looks up the mail servers of the field "domain". Without it, returns the form with the field "typed". */
    @GET
    @Operation(hidden = true)
    public RestMulti<String> lookUp(@Context HttpServerRequest request) {
        return pages.respond(
                CheckForm.MX,
                request,
                new FormFields(request.query()),
                checker::mailServers,
                (input, part) -> page.mailServers(MxDocument.of(input, part.observed(), part.evaluation())));
    }
}
