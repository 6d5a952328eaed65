package io.mtasts.api;

import io.mtasts.check.MtaStsCheckService;
import io.mtasts.check.SetupRequestParser;
import io.mtasts.document.ProblemDocument;
import io.mtasts.document.SetupDocument;
import io.mtasts.http.ApiPaths;
import io.mtasts.http.RequestAdmission;
import io.mtasts.name.DomainInput;
import io.mtasts.setup.SetupRequest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Makes the record and the policy that a domain lacks, from its real mail servers. */
@Path(ApiPaths.MTA_STS)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "MTA-STS")
public class SetupResource {

    private final RequestAdmission admission;
    private final MtaStsCheckService checker;

    public SetupResource(RequestAdmission admission, MtaStsCheckService checker) {
        this.admission = admission;
        this.checker = checker;
    }

    /**
     * What has more slashes is a pasted address, which the check says. Not a pattern: the framework looks for one from each
     * character on, so that a long address costs its square.
     */
    @GET
    @Path("/{domain}" + ApiPaths.SETUP)
    @Operation(
            operationId = "setUpMtaSts",
            summary = "Generate the MTA-STS set-up of a domain",
            description = "Looks at the domain as a check does, and makes the policy that covers its mail servers, a"
                    + " record with a new id, the difference to what is published, and the steps in their order.")
    @APIResponse(
            responseCode = "200",
            description = "What to publish, and how.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = SetupDocument.class)))
    @APIResponse(
            responseCode = "409",
            description = "There is no mail server that a policy could name; the code says why.",
            content =
                    @Content(
                            mediaType = ProblemDocument.MEDIA_TYPE,
                            schema = @Schema(implementation = ProblemDocument.class)))
    public Uni<SetupDocument> setUp(
            @Context HttpServerRequest request,
            @Parameter(
                            description = "The mode to arrive at; none is for leaving MTA-STS.",
                            schema =
                                    @Schema(
                                            enumeration = {"testing", "enforce", "none"},
                                            defaultValue = "testing"))
                    @QueryParam("mode")
                    @Nullable
                    String mode,
            @Parameter(
                            description =
                                    "How long senders shall remember the policy, in seconds: 31557600 at most, and"
                                            + " usually 1209600, or 86400 in mode none.",
                            example = "1209600")
                    @QueryParam("maxAge")
                    @Nullable
                    String maxAge,
            @Parameter(
                            description = "Whether to name the mail servers one by one, or by the domains they are in.",
                            schema =
                                    @Schema(
                                            enumeration = {"exact", "wildcard"},
                                            defaultValue = "exact"))
                    @QueryParam("patterns")
                    @Nullable
                    String patterns) {
        DomainInput input = ApiPaths.domain(ApiPaths.MTA_STS, request, ApiPaths.SETUP);
        SetupRequest setup = SetupRequestParser.parse(mode, maxAge, patterns);
        return admission.admit(
                input,
                request,
                domain -> checker.setup(domain, setup),
                (domain, made) -> SetupDocument.of(domain.unicode(), made.setup(), made.report()));
    }
}
