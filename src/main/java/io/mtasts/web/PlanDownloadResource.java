package io.mtasts.web;

import io.mtasts.check.MtaStsCheckService;
import io.mtasts.check.RejectedException;
import io.mtasts.document.PlanCalendar;
import io.mtasts.document.PlanDocument;
import io.mtasts.document.Problems;
import io.mtasts.http.FormFields;
import io.mtasts.http.ProblemException;
import io.mtasts.http.RequestAdmission;
import io.mtasts.plan.PlanRequest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.ResponseHeader;

/** The calendar of a plan, for the form of its page. */
@Path("/plan.ics")
@Produces(PlanCalendar.MEDIA_TYPE)
@HtmlPage
public class PlanDownloadResource {

    private final RequestAdmission admission;
    private final MtaStsCheckService checker;

    public PlanDownloadResource(RequestAdmission admission, MtaStsCheckService checker) {
        this.admission = admission;
        this.checker = checker;
    }

    /** Returns the plan of the form as a calendar. */
    @POST
    @ResponseHeader(name = HttpHeaders.CONTENT_DISPOSITION, value = "attachment; filename=\"mta-sts-plan.ics\"")
    @ResponseHeader(name = HttpHeaders.CACHE_CONTROL, value = "no-store")
    @Operation(hidden = true)
    public Uni<String> calendar(@Context HttpServerRequest request, String body) {
        PlanForm form = PlanForm.of(new FormFields(body));
        try {
            PlanRequest planned = form.parse();
            return admission.admit(
                    TypedDomain.of(form.domain()).input(),
                    request,
                    admitted -> checker.plan(admitted, planned),
                    (domain, made) -> PlanCalendar.of(PlanDocument.of(domain.unicode(), made.plan(), made.report())));
        } catch (RejectedException e) {
            throw new ProblemException(Problems.of(e.rejection()));
        }
    }
}
