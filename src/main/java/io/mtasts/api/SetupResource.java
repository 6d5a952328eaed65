package io.mtasts.api;

import io.mtasts.check.MtaStsCheckService;
import io.mtasts.check.SetupRequestParser;
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
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The resource of set-ups: generates the record and the policy for the mail servers of a domain. */
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
     * Generates a set-up. The path has no regular expression, which the framework would try at each character of a long
     * path. A path with more slashes is a pasted URL, which the check reports.
     */
    @GET
    @Path("/{domain}" + ApiPaths.SETUP)
    @Operation(
            operationId = "setUpMtaSts",
            summary = "Generate the MTA-STS set-up of a domain",
            description = "Checks the domain and generates a policy that covers its mail servers, a record with a new"
                    + " id, the difference from what is published, and the steps in order.")
    @APIResponse(
            responseCode = "200",
            description = "The texts to publish and the steps.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = SetupDocument.class)))
    @APIResponse(
            responseCode = "409",
            description =
                    "No policy can be generated, since the domain has no usable mail server. The code gives the reason.")
    public Uni<SetupDocument> setUp(
            @Context HttpServerRequest request,
            @Parameter(
                            description = "The final mode. The mode none removes MTA-STS.",
                            schema =
                                    @Schema(
                                            enumeration = {"testing", "enforce", "none"},
                                            defaultValue = "testing"))
                    @QueryParam("mode")
                    @Nullable
                    String mode,
            @Parameter(
                            description =
                                    "How long senders cache the policy, in seconds. The default is 1209600, or 86400 for"
                                            + " mode none.",
                            schema = @Schema(type = SchemaType.INTEGER, minimum = "0", maximum = "31557600"),
                            example = "1209600")
                    @QueryParam("maxAge")
                    @Nullable
                    String maxAge,
            @Parameter(
                            description =
                                    "Whether the policy lists each mail server or uses wildcards for their domains.",
                            schema =
                                    @Schema(
                                            enumeration = {"exact", "wildcard"},
                                            defaultValue = "exact"))
                    @QueryParam("patterns")
                    @Nullable
                    String patterns,
            @Parameter(
                            description =
                                    "What the id of the record is made from. time: the time of the change. hash: the"
                                            + " policy, so that a check shows an id that was forgotten (see the member"
                                            + " idMatchesPolicy of the record). Such an id is sts and the first 29 hexadecimal digits"
                                            + " of the SHA-256 hash of the policy with LF as line end.",
                            schema =
                                    @Schema(
                                            enumeration = {"time", "hash"},
                                            defaultValue = "time"))
                    @QueryParam("id")
                    @Nullable
                    String id) {
        DomainInput input = ApiPaths.domain(ApiPaths.MTA_STS, request, ApiPaths.SETUP);
        SetupRequest setup = SetupRequestParser.parse(mode, maxAge, patterns, id);
        return admission.admit(
                input,
                request,
                domain -> checker.setup(domain, setup),
                (domain, made) -> SetupDocument.of(domain.unicode(), made.setup(), made.report()));
    }
}
