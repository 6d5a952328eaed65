package io.mtasts.web;

import io.mtasts.check.Admission;
import io.mtasts.check.CheckEvent;
import io.mtasts.check.CheckResult;
import io.mtasts.http.FormFields;
import io.mtasts.http.RequestAdmission;
import io.mtasts.name.DomainInput;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jboss.resteasy.reactive.RestMulti;

/** What the pages of checks without progress share: the form, the admission of the domain, and the streamed result. */
@ApplicationScoped
class PartPages {

    private final RequestAdmission admission;
    private final PageRenderer page;

    PartPages(RequestAdmission admission, PageRenderer page) {
        this.admission = admission;
        this.page = page;
    }

    /**
     * Checks the field "domain". Without it, returns the form with the field "typed".
     *
     * @param check runs the check of an admitted domain
     * @param render renders the report of the check
     */
    <T> RestMulti<String> respond(
            CheckForm form,
            HttpServerRequest request,
            FormFields fields,
            Function<Admission.Admitted, Uni<CheckResult<T>>> check,
            BiFunction<DomainInput.Accepted, T, String> render) {
        Optional<String> requested = fields.field("domain");
        if (requested.isEmpty()) {
            return HtmlResponses.whole(
                    200, page.form(form, fields.field("typed").orElse("")));
        }
        TypedDomain typed = TypedDomain.of(form, requested.get());
        return admission.decidePart(
                typed.input(),
                request,
                admitted -> HtmlResponses.stream(
                        200,
                        new StreamingPage(page, form, typed, admitted.input(), Set.of())
                                .stream(
                                        CheckEvent.ofResult(check.apply(admitted)),
                                        report -> render.apply(admitted.input(), report))),
                problem -> HtmlResponses.whole(problem.status(), page.problem(form, problem, typed.text())));
    }
}
