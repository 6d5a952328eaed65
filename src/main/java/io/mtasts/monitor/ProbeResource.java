package io.mtasts.monitor;

import io.mtasts.check.CheckEvent;
import io.mtasts.check.CheckFailure;
import io.mtasts.check.CheckReport;
import io.mtasts.check.CheckResult;
import io.mtasts.check.MtaStsCheckService;
import io.mtasts.document.ProblemDocument;
import io.mtasts.http.ProblemException;
import io.mtasts.http.RequestAdmission;
import io.mtasts.name.DomainInput;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The resource of checks for Prometheus, which has the interface of the blackbox exporter. */
@Path("/probe")
@Produces(PrometheusTextFormat.MEDIA_TYPE)
@Tag(name = "Monitoring")
public class ProbeResource {

    private final RequestAdmission admission;
    private final MtaStsCheckService checker;

    public ProbeResource(RequestAdmission admission, MtaStsCheckService checker) {
        this.admission = admission;
        this.checker = checker;
    }

    /** Checks a domain. Responds before the scrape times out, so that Prometheus records a failed probe. */
    @GET
    @Operation(
            operationId = "probeMtaSts",
            summary = "Check the MTA-STS set-up of a domain for Prometheus",
            description =
                    "Returns the result of a check as metrics. A check without a verdict, or without one before the"
                            + " scrape times out, has probe_success 0. Nothing is stored.")
    @APIResponse(
            responseCode = "200",
            description = "Metrics in the text format of Prometheus.",
            content =
                    @Content(
                            mediaType = PrometheusTextFormat.MEDIA_TYPE,
                            schema = @Schema(type = SchemaType.STRING),
                            example = "probe_success 1"))
    @APIResponse(
            responseCode = "400",
            description = "The target is not a domain name. The code gives the reason.",
            content =
                    @Content(
                            mediaType = "application/problem+json",
                            schema = @Schema(implementation = ProblemDocument.class)))
    @APIResponse(
            responseCode = "429",
            description = "Too many requests from this client or for this domain.",
            content =
                    @Content(
                            mediaType = "application/problem+json",
                            schema = @Schema(implementation = ProblemDocument.class)))
    @APIResponse(
            responseCode = "503",
            description = "The service is overloaded or shutting down.",
            content =
                    @Content(
                            mediaType = "application/problem+json",
                            schema = @Schema(implementation = ProblemDocument.class)))
    public Uni<String> probe(
            @Parameter(description = "The mail domain.", required = true, example = "example.com") @RestQuery @Nullable
                    String target,
            @Parameter(description = "The scrape timeout in seconds, which Prometheus sends.", example = "10")
                    @RestHeader("X-Prometheus-Scrape-Timeout-Seconds")
                    @Nullable
                    String timeout,
            @Context HttpServerRequest request) {
        DomainInput input = DomainInput.parse(target == null ? "" : target);
        return admission.decide(
                input,
                request,
                domain -> ScrapeTimeout.of(timeout)
                        .with(
                                CheckEvent.result(checker.check(domain)).map(ProbeResource::metrics),
                                DomainMetrics::unfinished),
                problem -> Uni.createFrom().failure(new ProblemException(problem)));
    }

    /** Returns the metrics of a check that is complete or inconclusive. */
    private static String metrics(CheckResult<CheckReport> result) {
        CheckReport report = result.fold(
                complete -> complete,
                failure -> failure instanceof CheckFailure.Inconclusive inconclusive
                                && inconclusive.observed().isPresent()
                        ? inconclusive.observed().get()
                        : ProblemException.valueOrThrow(result));
        return DomainMetrics.of(report.report());
    }
}
