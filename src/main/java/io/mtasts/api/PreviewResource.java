package io.mtasts.api;

import io.mtasts.check.MtaStsCheckService;
import io.mtasts.document.ProblemDocument;
import io.mtasts.document.ReportDocument;
import io.mtasts.http.ApiPaths;
import io.mtasts.http.ProblemException;
import io.mtasts.http.RequestAdmission;
import io.mtasts.name.DomainInput;
import io.mtasts.sts.PolicyFinding;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.Status;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The resource of previews: evaluates a policy before it is published. */
@Path(ApiPaths.MTA_STS)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "MTA-STS")
public class PreviewResource {

    private final RequestAdmission admission;
    private final MtaStsCheckService checker;

    public PreviewResource(RequestAdmission admission, MtaStsCheckService checker) {
        this.admission = admission;
        this.checker = checker;
    }

    @POST
    @Path("/{domain}" + ApiPaths.PREVIEW)
    @Consumes(MediaType.TEXT_PLAIN)
    @Operation(
            operationId = "previewMtaSts",
            summary = "Try a policy before it is published",
            description =
                    "Returns the report that the domain would have if the policy host served this text: the policy"
                            + " and the coverage are evaluated from the text, everything else from what is published today. The"
                            + " text is matched with the mail servers even if the policy host has a problem today. The member"
                            + " verdict is the verdict with this policy, and verdictToday is the current verdict.")
    @RequestBody(
            description = "The text of the policy, at most 65536 bytes.",
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.TEXT_PLAIN,
                            schema = @Schema(implementation = String.class),
                            example = """
                            version: STSv1
                            mode: enforce
                            mx: mx1.gap.lab.test
                            mx: mx.backup.lab.test
                            max_age: 1209600
                            """))
    @APIResponse(
            responseCode = "200",
            description = "The report with this policy.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ReportDocument.class)))
    @APIResponse(responseCode = "413", description = "The text is too long for a policy.")
    @APIResponse(responseCode = "415", description = "The policy is not sent as text/plain.")
    public Uni<ReportDocument> preview(
            @Context HttpServerRequest request,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable MediaType type,
            byte @Nullable [] policy) {
        if (type == null) {
            throw new NotSupportedException();
        }
        DomainInput input = ApiPaths.domain(ApiPaths.MTA_STS, request, ApiPaths.PREVIEW);
        if (policy == null || policy.length == 0) {
            var empty = PolicyFinding.POLICY_EMPTY.about("policy");
            throw new ProblemException(ProblemDocument.of(
                    Status.BAD_REQUEST, empty.code().code(), "Send the text of the policy as the request body."));
        }
        return admission.admit(
                input,
                request,
                domain -> checker.preview(domain, policy),
                (domain, report) -> ReportDocument.of(report));
    }
}
