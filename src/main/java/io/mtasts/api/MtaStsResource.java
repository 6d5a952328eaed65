package io.mtasts.api;

import io.mtasts.check.CheckEvent;
import io.mtasts.check.ExpectationsParameter;
import io.mtasts.check.Include;
import io.mtasts.check.MtaStsCheckService;
import io.mtasts.document.ReportDocument;
import io.mtasts.expect.Expectations;
import io.mtasts.http.ApiPaths;
import io.mtasts.http.RequestAdmission;
import io.mtasts.name.DomainInput;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The resource of MTA-STS checks. */
@Path(ApiPaths.MTA_STS)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "MTA-STS")
public class MtaStsResource {

    private final RequestAdmission admission;
    private final MtaStsCheckService checker;

    public MtaStsResource(RequestAdmission admission, MtaStsCheckService checker) {
        this.admission = admission;
        this.checker = checker;
    }

    /** Checks a domain. The domain is the rest of the path, including slashes, so that a pasted URL causes a helpful problem. */
    @GET
    @Path("/{domain:.*}")
    @Operation(
            operationId = "checkMtaSts",
            summary = "Check the MTA-STS set-up of a domain",
            description = "Looks up the TXT, MX and address records, fetches the policy, and evaluates the result by"
                    + " RFC 8461. Nothing is stored. A check takes as long as the slowest server, at most a minute.")
    @APIResponse(
            responseCode = "200",
            description = "The report with its verdict.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ReportDocument.class)))
    @APIResponse(
            responseCode = "409",
            description = "At least one expectation does not hold. The problem lists them and has the report.")
    public Uni<ReportDocument> check(
            @Context HttpServerRequest request,
            @Parameter(
                            description = "Parts that the report has only on request, separated by commas. replicas:"
                                    + " what each authoritative name server of the domain says about the record. senders: what each"
                                    + " known sender makes of the domain.",
                            example = "senders")
                    @QueryParam("include")
                    @Nullable
                    String include,
            @Parameter(
                            description = "Expectations that must all hold, separated by commas: a field, an operator"
                                    + " (= != < <= > >=) and a value, or several values with | between them. The fields are"
                                    + " verdict, mail, coverage, severity and tls-rpt with the values of the report, and"
                                    + " certificate-days, mx-certificate-days and max-age with numbers. If an"
                                    + " expectation does not hold, the response is a problem.",
                            example = "verdict=enforcing,mail=protected")
                    @QueryParam("expect")
                    @Nullable
                    String expect) {
        DomainInput input = ApiPaths.domain(ApiPaths.MTA_STS, request, "");
        Set<Include> parts = Include.parse(include);
        // An empty parameter arrives as null. It must not pass as if nothing was expected.
        Optional<Expectations> expectations =
                ExpectationsParameter.parse(expect == null ? request.getParam("expect") : expect);
        // A check that queries name servers counts for itself, even if a plain check of the domain is running.
        return parts.contains(Include.REPLICAS)
                ? admission.admitPart(
                        input,
                        request,
                        domain -> CheckEvent.result(checker.check(domain, parts, expectations)),
                        (domain, report) -> ReportDocument.of(report))
                : admission.admit(
                        input,
                        request,
                        domain -> checker.check(domain, parts, expectations),
                        (domain, report) -> ReportDocument.of(report));
    }
}
