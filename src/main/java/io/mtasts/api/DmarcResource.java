package io.mtasts.api;

import io.mtasts.name.DomainInput;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Checks the DMARC of one domain. */
@Path(DmarcResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "DMARC")
public class DmarcResource {

    static final String PATH = "/api/v1/dmarc";

    private final Admission admission;
    private final DmarcChecker checker;

    public DmarcResource(Admission admission, DmarcChecker checker) {
        this.admission = admission;
        this.checker = checker;
    }

    /** The name is all that follows, as for a check of MTA-STS. */
    @GET
    @Path("/{domain:.*}")
    @Operation(
            operationId = "checkDmarc",
            summary = "Check the DMARC of a domain",
            description =
                    "Finds the policy that applies by the DNS Tree Walk, asks whether other domains take the reports"
                            + " that are to go to them, and judges it all by RFC 9989 and RFC 9990. Nothing is stored.")
    @APIResponse(
            responseCode = "200",
            description = "The report with its verdict.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = DmarcDocument.class)))
    @APIResponse(
            responseCode = "400",
            description =
                    "What was given is no domain name; the code says why, and suggestion what was probably meant.",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @APIResponse(
            responseCode = "406",
            description = "The answer can only be had as application/json.",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @APIResponse(
            responseCode = "429",
            description =
                    "Too many requests of this client, or about this domain; the headers RateLimit and Retry-After say more.",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @APIResponse(
            responseCode = "500",
            description = "The service failed.",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @APIResponse(
            responseCode = "502",
            description = "A look-up that the verdict rests on failed (SERVFAIL, REFUSED).",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @APIResponse(
            responseCode = "503",
            description =
                    "There is too much to do, or the service is about to stop; the header Retry-After says when to come back.",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @APIResponse(
            responseCode = "504",
            description = "A look-up that the verdict rests on had no complete answer in time.",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @Parameter(
            name = "domain",
            in = ParameterIn.PATH,
            required = true,
            schema = @Schema(type = SchemaType.STRING),
            description =
                    "The domain behind the @ of an author, in Unicode or in A-labels; a trailing dot is accepted.",
            example = "example.com")
    public Uni<DmarcDocument> check(@Context HttpServerRequest request) {
        DomainInput input = DomainInPath.between(PATH, request, "");
        return admission.admittedPart(input, request, () -> checker.check(input));
    }
}
