package io.mtasts.web;

import io.mtasts.check.Admission;
import io.mtasts.check.CheckEvent;
import io.mtasts.check.CheckFailure;
import io.mtasts.check.CheckFailure.Reason;
import io.mtasts.check.CheckFailure.Rejected;
import io.mtasts.check.CheckResult;
import io.mtasts.check.MtaStsCheckService;
import io.mtasts.check.MtaStsCheckService.PlanReport;
import io.mtasts.check.RejectedException;
import io.mtasts.document.PlanDocument;
import io.mtasts.document.ProblemDocument;
import io.mtasts.http.FormFields;
import io.mtasts.http.RequestAdmission;
import io.mtasts.name.DomainInput;
import io.mtasts.plan.PlanRequest;
import io.smallrye.mutiny.Multi;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestMulti;

/** The pages of a plan: the form, and the time line of a change. */
@Path("/plan")
@Produces(HtmlResponses.MEDIA_TYPE)
@HtmlPage
public class PlanPageResource {

    private final RequestAdmission admission;
    private final MtaStsCheckService checker;
    private final PageRenderer page;

    public PlanPageResource(RequestAdmission admission, MtaStsCheckService checker, PageRenderer page) {
        this.admission = admission;
        this.checker = checker;
        this.page = page;
    }

    /** Checks the field "domain" and returns a form with its mail servers. */
    @GET
    @Operation(hidden = true)
    public RestMulti<String> form(@Context HttpServerRequest request) {
        FormFields fields = new FormFields(request.query());
        Optional<String> domain = fields.field("domain").filter(text -> !text.isEmpty());
        if (domain.isEmpty()) {
            return HtmlResponses.whole(
                    200, page.form(CheckForm.PLAN, fields.field("typed").orElse("")));
        }
        return check(
                domain.get(),
                request,
                checker::check,
                (input, report) -> page.plan(
                        input.unicode(),
                        PlanForm.of(input.name().ascii(), report.report().mx().namesToCover()),
                        PlanView.NOTHING));
    }

    /** Plans the change that the form describes. */
    @POST
    @Operation(hidden = true)
    public RestMulti<String> plan(@Context HttpServerRequest request, String body) {
        PlanForm form = PlanForm.of(new FormFields(body));
        PlanRequest planned;
        try {
            planned = form.parse();
        } catch (RejectedException e) {
            return HtmlResponses.whole(
                    400,
                    page.planRejection(form, PlanView.rejected(e.rejection().detail())));
        }
        return check(
                form.domain(),
                request,
                admitted -> checker.plan(admitted, planned).map(PlanPageResource::withConflict),
                (input, outcome) -> page.plan(
                        input.unicode(),
                        form,
                        outcome.fold(
                                made -> PlanView.of(PlanDocument.of(input.unicode(), made.plan(), made.report())),
                                failure -> conflict((Rejected) failure))));
    }

    /** Turns a time that is too early into a value, since the page then offers a better one. */
    private static CheckEvent<CheckResult<PlanReport>> withConflict(CheckEvent<PlanReport> event) {
        if (event instanceof CheckEvent.Progress<PlanReport> progress) {
            return new CheckEvent.Progress<>(progress.part());
        }
        CheckResult<PlanReport> result = ((CheckEvent.Done<PlanReport>) event).result();
        return new CheckEvent.Done<>(result.fold(
                made -> new CheckResult.Completed<>(result),
                failure ->
                        isConflict(failure) ? new CheckResult.Completed<>(result) : new CheckResult.Failed<>(failure)));
    }

    private static boolean isConflict(CheckFailure failure) {
        return failure instanceof Rejected rejected && rejected.reason() == Reason.CUT_OVER_TOO_EARLY;
    }

    private static PlanView conflict(Rejected rejection) {
        return new PlanView(null, rejection.detail(), rejection.suggestion().orElse(""));
    }

    private <T> RestMulti<String> check(
            String domain,
            HttpServerRequest request,
            Function<Admission.Admitted, Multi<CheckEvent<T>>> check,
            BiFunction<DomainInput.Accepted, T, String> render) {
        TypedDomain typed = TypedDomain.of(domain);
        return admission.decide(
                typed.input(),
                request,
                admitted -> HtmlResponses.stream(
                        200,
                        new StreamingPage(page, CheckForm.PLAN, typed, admitted.input(), checker.parts(Set.of()))
                                .stream(check.apply(admitted), value -> render.apply(admitted.input(), value))),
                problem -> rejected(problem, typed.text()));
    }

    private RestMulti<String> rejected(ProblemDocument problem, String domain) {
        return HtmlResponses.whole(problem.status(), page.problem(CheckForm.PLAN, problem, domain));
    }
}
