package io.mtasts.web;

import io.mtasts.check.MtaStsCheckService;
import io.mtasts.check.RejectedException;
import io.mtasts.check.RuaParser;
import io.mtasts.document.TlsRptReportDocument;
import io.mtasts.http.FormFields;
import io.mtasts.name.DomainName;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestMulti;

/** The page of the TLS reporting of a domain, with a generator for its record. */
@Path("/tls-rpt")
@Produces(HtmlResponses.MEDIA_TYPE)
@HtmlPage
public class TlsRptPageResource {

    private final PartPages pages;
    private final MtaStsCheckService checker;
    private final PageRenderer page;

    public TlsRptPageResource(PartPages pages, MtaStsCheckService checker, PageRenderer page) {
        this.pages = pages;
        this.checker = checker;
        this.page = page;
    }

    /**
     * Looks up the record of the field "domain", and generates one for the destinations in the field "rua". Without a
     * domain, returns the form with the field "typed".
     */
    @GET
    @Operation(hidden = true)
    public RestMulti<String> lookUp(@Context HttpServerRequest request) {
        FormFields fields = new FormFields(request.query());
        return pages.respond(
                CheckForm.TLS_RPT,
                request,
                fields,
                checker::tlsRpt,
                (input, part) -> render(
                        input.name(), TlsRptReportDocument.of(input, part.observed(), part.evaluation()), fields));
    }

    private String render(DomainName domain, TlsRptReportDocument report, FormFields fields) {
        String rua = fields.field("rua")
                .filter(requested -> !requested.isBlank())
                .orElseGet(() -> String.join(", ", report.tlsRpt().rua()));
        try {
            var generated = RuaParser.parse(domain, List.of(rua));
            return page.tlsRpt(report, rua, generated.record().toString(), "");
        } catch (RejectedException e) {
            return page.tlsRpt(report, rua, "", e.rejection().detail());
        }
    }
}
