package io.mtasts.web;

import io.mtasts.check.MtaStsCheckService;
import io.mtasts.check.RejectedException;
import io.mtasts.check.RuaParser;
import io.mtasts.document.TlsRptReportDocument;
import io.mtasts.http.FormFields;
import io.mtasts.http.RequestAdmission;
import io.mtasts.name.DomainInput;
import io.mtasts.name.DomainName;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The page of the TLS reporting of a domain, with a generator for its record. */
@Path("/tls-rpt")
@Produces(HtmlResponses.MEDIA_TYPE)
@HtmlPage
public class TlsRptPageResource {

    private final RequestAdmission admission;
    private final MtaStsCheckService checker;
    private final PageRenderer page;

    public TlsRptPageResource(RequestAdmission admission, MtaStsCheckService checker, PageRenderer page) {
        this.admission = admission;
        this.checker = checker;
        this.page = page;
    }

    /** Looks up the record of the field "domain", and generates one for the destinations in the field "rua". */
    @GET
    @Operation(hidden = true)
    public Uni<String> lookUp(@Context HttpServerRequest request) {
        FormFields fields = new FormFields(request.query());
        return fields.field("domain")
                .map(DomainInput::parse)
                .map(input -> admission.admitPart(
                        input,
                        request,
                        checker::tlsRpt,
                        (domain, part) -> render(
                                domain.name(),
                                TlsRptReportDocument.of(domain, part.observed(), part.evaluation()),
                                fields)))
                .orElseGet(() -> Uni.createFrom().item(page.form(CheckForm.MTA_STS, "")));
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
