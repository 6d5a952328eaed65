package io.mtasts.web;

import io.mtasts.check.Admission;
import io.mtasts.check.CheckEvent;
import io.mtasts.check.MtaStsCheckService;
import io.mtasts.check.RejectedException;
import io.mtasts.check.SetupRequestParser;
import io.mtasts.document.ProblemDocument;
import io.mtasts.document.Problems;
import io.mtasts.document.ReportDocument;
import io.mtasts.document.SetupDocument;
import io.mtasts.http.FormFields;
import io.mtasts.http.RequestAdmission;
import io.mtasts.name.DomainInput;
import io.mtasts.setup.SetupRequest;
import io.smallrye.mutiny.Multi;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestMulti;

/** The pages of a setup: what to publish for a domain, and the preview of a policy. */
@Path("/setup")
@Produces(HtmlResponses.MEDIA_TYPE)
@HtmlPage
public class SetupPageResource {

    private static final Pattern WHOLE_DAYS = Pattern.compile("[0-9]{1,6}");

    private final RequestAdmission admission;
    private final MtaStsCheckService checker;
    private final PageRenderer page;

    public SetupPageResource(RequestAdmission admission, MtaStsCheckService checker, PageRenderer page) {
        this.admission = admission;
        this.checker = checker;
        this.page = page;
    }

    /** Generates a setup for the field "domain". The other fields are the parameters of the API. */
    @GET
    @Operation(hidden = true)
    public RestMulti<String> setUp(@Context HttpServerRequest request) {
        FormFields fields = new FormFields(request.query());
        try {
            SetupRequest setupRequest = SetupRequestParser.parse(
                    fields.field("mode").orElse(null),
                    fields.field("days")
                            .map(SetupPageResource::secondsOf)
                            .or(() -> fields.field("maxAge"))
                            .orElse(null),
                    fields.field("patterns").orElse(null),
                    fields.field("id").orElse(null));
            return check(
                    fields,
                    request,
                    admitted -> checker.setup(admitted, setupRequest),
                    (input, setup) ->
                            page.setup(SetupDocument.of(input.unicode(), setup.setup(), setup.report()), setupRequest));
        } catch (RejectedException e) {
            return rejected(Problems.of(e.rejection()), fields.field("domain").orElse(""));
        }
    }

    /** Previews the policy in the field "policy" for the field "domain". */
    @POST
    @Operation(hidden = true)
    public RestMulti<String> preview(@Context HttpServerRequest request, String form) {
        FormFields fields = new FormFields(form);
        String policy = fields.field("policy").orElse("");
        return check(
                fields,
                request,
                admitted -> checker.preview(admitted, policy.getBytes(StandardCharsets.UTF_8)),
                (input, report) -> page.preview(ReportDocument.of(report), policy));
    }

    /** Returns the days of the form in seconds, as the API takes them. Returns anything else as it is. */
    private static String secondsOf(String days) {
        return WHOLE_DAYS.matcher(days).matches()
                ? Long.toString(Long.parseLong(days) * FormatExtensions.SECONDS_PER_DAY)
                : days;
    }

    private <T> RestMulti<String> check(
            FormFields fields,
            HttpServerRequest request,
            Function<Admission.Admitted, Multi<CheckEvent<T>>> check,
            BiFunction<DomainInput.Accepted, T, String> render) {
        Optional<String> requested = fields.field("domain").filter(domain -> !domain.isEmpty());
        if (requested.isEmpty()) {
            return HtmlResponses.whole(
                    200, page.form(CheckForm.SETUP, fields.field("typed").orElse("")));
        }
        TypedDomain typed = TypedDomain.of(requested.get());
        return admission.decide(
                typed.input(),
                request,
                admitted -> HtmlResponses.stream(
                        200,
                        new StreamingPage(page, CheckForm.SETUP, typed, admitted.input(), checker.parts(Set.of()))
                                .stream(check.apply(admitted), value -> render.apply(admitted.input(), value))),
                problem -> rejected(problem, typed.text()));
    }

    private RestMulti<String> rejected(ProblemDocument problem, String domain) {
        return HtmlResponses.whole(problem.status(), page.problem(CheckForm.SETUP, problem, domain));
    }
}
