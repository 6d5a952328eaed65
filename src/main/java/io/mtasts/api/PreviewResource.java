package io.mtasts.api;

import io.mtasts.check.MtaStsCheckService;
import io.mtasts.document.ProblemDocument;
import io.mtasts.document.Problems;
import io.mtasts.document.ReportDocument;
import io.mtasts.http.ApiPaths;
import io.mtasts.http.ProblemException;
import io.mtasts.http.RequestAdmission;
import io.mtasts.name.DomainInput;
import io.mtasts.sts.PolicyFinding;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
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

/** Holds a policy that is not published yet against the real domain. */
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
            description = "The report as it would be if the Policy Host served this text in the place of today's: the"
                    + " policy and the coverage come from the text, the record, the host, its certificate and the mail"
                    + " servers are as they are. A policy that the host could not serve well today is held against the"
                    + " mail servers all the same. The member verdict is what it would be, verdictToday what it is.")
    @RequestBody(
            description = "The text of the policy, 65536 bytes at most.",
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
            description = "The report as it would be.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ReportDocument.class)))
    @APIResponse(
            responseCode = "413",
            description = "The text is longer than a policy may be.",
            content =
                    @Content(
                            mediaType = ProblemDocument.MEDIA_TYPE,
                            schema = @Schema(implementation = ProblemDocument.class)))
    @APIResponse(
            responseCode = "415",
            description = "The policy is not sent as text/plain.",
            content =
                    @Content(
                            mediaType = ProblemDocument.MEDIA_TYPE,
                            schema = @Schema(implementation = ProblemDocument.class)))
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
                    Status.BAD_REQUEST, empty.code().code(), "Send the text of the policy as the body."));
        }
        return admission.admit(
                input,
                request,
                domain -> checker.preview(domain, policy),
                (domain, report) -> ReportDocument.of(report));
    }

    /** Otherwise the check would take it for a domain with a path. */
    @GET
    @Path("/{domain}" + ApiPaths.PREVIEW)
    @Operation(hidden = true)
    public ReportDocument wrongMethod() {
        throw new ProblemException(Problems.of(Status.METHOD_NOT_ALLOWED));
    }
}
