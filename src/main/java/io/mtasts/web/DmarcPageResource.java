package io.mtasts.web;

import io.mtasts.check.DmarcCheckService;
import io.mtasts.document.DmarcDocument;
import io.mtasts.http.FormFields;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestMulti;

/** The page of a DMARC check. */
@Path("/dmarc")
@Produces(HtmlResponses.MEDIA_TYPE)
@HtmlPage
public class DmarcPageResource {

    private final PartPages pages;
    private final DmarcCheckService checker;
    private final PageRenderer page;

    public DmarcPageResource(PartPages pages, DmarcCheckService checker, PageRenderer page) {
        this.pages = pages;
        this.checker = checker;
        this.page = page;
    }

    /**
     * Checks the field "domain", and generates a record from the fields "p", "sp", "t" and "rua". Without a domain, returns
     * the form with the field "typed", as after a cancelled check.
     */
    @GET
    @Operation(hidden = true)
    public RestMulti<String> check(@Context HttpServerRequest request) {
        FormFields fields = new FormFields(request.query());
        return pages.respond(
                CheckForm.DMARC,
                request,
                fields,
                checker::check,
                (input, report) -> page.dmarc(
                        DmarcDocument.of(input.unicode(), report),
                        report.policy().map(DmarcTagView::of).orElse(List.of()),
                        DmarcForm.of(report, fields)));
    }
}
