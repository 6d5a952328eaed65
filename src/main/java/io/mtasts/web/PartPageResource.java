package io.mtasts.web;

import io.mtasts.check.CheckResult;
import io.mtasts.check.MtaStsCheckService;
import io.mtasts.check.RejectedException;
import io.mtasts.check.RuaParser;
import io.mtasts.document.MxDocument;
import io.mtasts.document.ProblemDocument;
import io.mtasts.document.TlsRptReportDocument;
import io.mtasts.http.FormFields;
import io.mtasts.http.ProblemException;
import io.mtasts.http.RequestAdmission;
import io.mtasts.name.DomainInput;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The pages about one part of a domain: its mail servers, and its TLS reporting with the record to publish. */
@Path("/")
@Produces(PageResource.HTML)
public class PartPageResource {

    private final RequestAdmission admission;
    private final MtaStsCheckService checker;
    private final PageRenderer page;

    public PartPageResource(RequestAdmission admission, MtaStsCheckService checker, PageRenderer page) {
        this.admission = admission;
        this.checker = checker;
        this.page = page;
    }

    /** The field is "domain". */
    @GET
    @Path("mx")
    @Operation(hidden = true)
    public Uni<Response> mailServers(@Context HttpServerRequest request) {
        return answer(
                request,
                new FormFields(request.query()),
                checker::mailServers,
                (input, part) -> page.mailServers(MxDocument.of(input, part.observed(), part.evaluation())));
    }

    /** The fields are "domain", and "rua" for the destinations of the record to make. */
    @GET
    @Path("tls-rpt")
    @Operation(hidden = true)
    public Uni<Response> tlsRpt(@Context HttpServerRequest request) {
        FormFields fields = new FormFields(request.query());
        return answer(request, fields, checker::tlsRpt, (input, part) -> {
            var report = TlsRptReportDocument.of(input, part.observed(), part.evaluation());
            String rua = fields.field("rua")
                    .filter(given -> !given.isBlank())
                    .orElseGet(() -> String.join(", ", report.tlsRpt().rua()));
            try {
                var made = RuaParser.parse(input.name(), List.of(rua));
                return page.tlsRpt(report, rua, made.record().toString(), "");
            } catch (RejectedException e) {
                return page.tlsRpt(report, rua, "", e.rejection().detail());
            }
        });
    }

    private <T> Uni<Response> answer(
            HttpServerRequest request,
            FormFields fields,
            Function<DomainInput.Accepted, Uni<CheckResult<T>>> check,
            BiFunction<DomainInput.Accepted, T, String> render) {
        Optional<String> asked = fields.field("domain");
        if (asked.isEmpty()) {
            return Uni.createFrom().item(PageResource.html(200, page.form("")));
        }
        String domain = asked.get();
        return admission
                .admitPart(DomainInput.parse(domain), request, check, render)
                .map(text -> PageResource.html(200, text))
                .onFailure()
                .recoverWithItem(failure -> {
                    ProblemDocument problem = ProblemException.toProblem(failure);
                    return PageResource.html(problem.status(), page.problem(problem, domain));
                });
    }
}
