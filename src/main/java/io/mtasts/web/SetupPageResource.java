package io.mtasts.web;

import io.mtasts.check.CheckEvent;
import io.mtasts.check.MtaStsCheckService;
import io.mtasts.check.RejectedException;
import io.mtasts.check.SetupRequestParser;
import io.mtasts.document.ProblemDocument;
import io.mtasts.document.Problems;
import io.mtasts.document.ReportDocument;
import io.mtasts.document.SetupDocument;
import io.mtasts.http.FormFields;
import io.mtasts.http.ProblemException;
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
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestMulti;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** The page of the cure: what to publish for a domain, and what a policy would do. */
@Path("/setup")
@Produces(PageResource.HTML)
public class SetupPageResource {

    private final RequestAdmission admission;
    private final MtaStsCheckService checker;
    private final PageRenderer page;

    public SetupPageResource(RequestAdmission admission, MtaStsCheckService checker, PageRenderer page) {
        this.admission = admission;
        this.checker = checker;
        this.page = page;
    }

    /** The fields are the parameters of the API, and "domain". */
    @GET
    @Operation(hidden = true)
    public RestMulti<String> setUp(@Context HttpServerRequest request) {
        FormFields fields = new FormFields(request.query());
        try {
            SetupRequest wish = SetupRequestParser.parse(
                    fields.field("mode").orElse(null),
                    fields.field("maxAge").orElse(null),
                    fields.field("patterns").orElse(null));
            return run(
                    fields,
                    request,
                    input -> checker.setup(input, wish),
                    (input, made) -> page.setup(SetupDocument.of(input.unicode(), made.setup(), made.report()), wish));
        } catch (RejectedException e) {
            return refused(Problems.of(e.rejection()), fields.field("domain").orElse(""));
        }
    }

    /** The fields are "domain" and "policy". */
    @POST
    @Operation(hidden = true)
    public RestMulti<String> preview(@Context HttpServerRequest request, String form) {
        FormFields fields = new FormFields(form);
        String policy = fields.field("policy").orElse("");
        return run(
                fields,
                request,
                input -> checker.preview(input, policy.getBytes(StandardCharsets.UTF_8)),
                (input, report) -> page.preview(ReportDocument.of(report), policy));
    }

    private <T> RestMulti<String> run(
            FormFields fields,
            HttpServerRequest request,
            Function<DomainInput.Accepted, Multi<CheckEvent<T>>> check,
            BiFunction<DomainInput.Accepted, T, String> render) {
        String domain = fields.field("domain").orElse("");
        if (domain.isEmpty()) {
            return PageResource.answer(200, Multi.createFrom().item(page.form("")));
        }
        return admission.decide(
                DomainInput.parse(domain),
                request,
                input -> PageResource.answer(
                        200,
                        new StreamingPage(page, domain, input, checker.parts())
                                .stream(check.apply(input), value -> render.apply(input, value))),
                problem -> refused(problem, domain));
    }

    private RestMulti<String> refused(ProblemDocument problem, String domain) {
        return PageResource.answer(problem.status(), Multi.createFrom().item(page.problem(problem, domain)));
    }

    /** What ends a request before a check begins, in words. */
    @ServerExceptionMapper
    Response failed(Throwable failure) {
        ProblemDocument problem = ProblemException.toProblem(failure);
        return PageResource.html(problem.status(), page.problem(problem, ""));
    }
}
