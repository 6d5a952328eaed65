package io.mtasts.api;

import io.mtasts.name.DomainInput;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.URIDecoder;
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

/** Checks one domain: the name as it stands in the path, the report as JSON. */
@Path(CheckResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "MTA-STS")
public class CheckResource {

    static final String PATH = "/api/v1/mta-sts";

    private final Admission admission;
    private final Checker checker;

    public CheckResource(Admission admission, Checker checker) {
        this.admission = admission;
        this.checker = checker;
    }

    /** The name is all that follows, slashes included, so that a pasted address gets an answer that helps. */
    @GET
    @Path("/{domain:.*}")
    @Operation(
            operationId = "checkMtaSts",
            summary = "Check the MTA-STS set-up of a domain",
            description =
                    "Looks up the TXT, MX and address records, fetches the policy, and judges it all by RFC 8461."
                            + " Nothing is stored. A check takes as long as the slowest of the servers asked, a minute at most.")
    @APIResponse(
            responseCode = "200",
            description = "The report with its verdict.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ReportDocument.class)))
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
            description = "A look-up that the verdict rests on failed (SERVFAIL, REFUSED); observed holds the rest.",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @APIResponse(
            responseCode = "503",
            description =
                    "There is too much to do, or the service is about to stop; the header Retry-After says when to come back.",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @APIResponse(
            responseCode = "504",
            description =
                    "A look-up that the verdict rests on had no complete answer in time; observed holds the rest.",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @Parameter(
            name = "domain",
            in = ParameterIn.PATH,
            required = true,
            schema = @Schema(type = SchemaType.STRING),
            description = "The mail domain, in Unicode or in A-labels; a trailing dot is accepted.",
            example = "example.com")
    public Uni<ReportDocument> check(@Context HttpServerRequest request) {
        DomainInput input = DomainInput.parse(lastPart(request.path()));
        return admission
                .refusal(input, request)
                .map(problem -> Uni.createFrom().<ReportDocument>failure(new ProblemException(problem)))
                .orElseGet(() -> checker.check(input, progress -> {}));
    }

    /** As it was sent: the framework would drop what follows a semicolon, and merge slashes. */
    private static String lastPart(String path) {
        return path.startsWith(PATH + "/")
                ? URIDecoder.decodeURIComponent(path.substring(PATH.length() + 1), false)
                : "";
    }
}
