package io.mtasts.api;

import io.mtasts.check.BulkCheckService;
import io.mtasts.check.DomainList;
import io.mtasts.document.BulkResultDocument;
import io.mtasts.document.ProblemDocument;
import io.mtasts.http.ApiPaths;
import io.mtasts.http.RequestAdmission;
import io.smallrye.mutiny.Multi;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestStreamElementType;
import org.jspecify.annotations.Nullable;

/** The resource of lists: checks many domains with one request and streams the results. */
@Path(ApiPaths.MTA_STS)
@Tag(name = "MTA-STS")
public class BulkResource {

    static final String NDJSON = "application/x-ndjson";

    private final BulkCheckService checker;

    public BulkResource(BulkCheckService checker) {
        this.checker = checker;
    }

    @POST
    @Consumes({MediaType.APPLICATION_JSON, MediaType.TEXT_PLAIN})
    @Produces(NDJSON)
    @RestStreamElementType(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "checkMany",
            summary = "Check many domains",
            description = "Returns a line of JSON for each domain, or a server-sent event if the Accept header requests"
                    + " it, in the order in which the checks complete. The line of a domain that cannot be checked"
                    + " contains a problem. The service paces the list by the rate limit of the client. Closing the"
                    + " connection cancels the list.")
    @RequestBody(
            description = "The domains: one on each line, or a JSON array of strings, or a JSON object whose member"
                    + " domains is such an array.",
            required = true,
            content = {
                @Content(
                        mediaType = MediaType.TEXT_PLAIN,
                        schema = @Schema(implementation = String.class),
                        example = "example.com\nexample.net\n"),
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(type = SchemaType.ARRAY, implementation = String.class),
                        example = "[\"example.com\", \"example.net\"]")
            })
    @APIResponse(
            responseCode = "200",
            description = "A line for each domain.",
            content = {
                @Content(mediaType = NDJSON, schema = @Schema(implementation = BulkResultDocument.class)),
                @Content(
                        mediaType = MediaType.SERVER_SENT_EVENTS,
                        schema = @Schema(implementation = BulkResultDocument.class))
            })
    @APIResponse(
            responseCode = "400",
            description = "The list is invalid or empty.",
            content =
                    @Content(
                            mediaType = ProblemDocument.MEDIA_TYPE,
                            schema = @Schema(implementation = ProblemDocument.class)))
    @APIResponse(
            responseCode = "413",
            description = "The list is too long.",
            content =
                    @Content(
                            mediaType = ProblemDocument.MEDIA_TYPE,
                            schema = @Schema(implementation = ProblemDocument.class)))
    @APIResponse(
            responseCode = "415",
            description = "The list is neither JSON nor plain text.",
            content =
                    @Content(
                            mediaType = ProblemDocument.MEDIA_TYPE,
                            schema = @Schema(implementation = ProblemDocument.class)))
    public Multi<BulkResultDocument> check(
            @Context HttpServerRequest request,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable MediaType type,
            String body) {
        if (type == null) {
            throw new NotSupportedException();
        }
        DomainList list =
                type.isCompatible(MediaType.APPLICATION_JSON_TYPE) ? DomainList.ofJson(body) : DomainList.ofLines(body);
        return checker.check(list, RequestAdmission.clientAddress(request)).map(BulkResultDocument::of);
    }

    /** Streams server-sent events. The framework supports one streaming media type per method. */
    @POST
    @Consumes({MediaType.APPLICATION_JSON, MediaType.TEXT_PLAIN})
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RestStreamElementType(MediaType.APPLICATION_JSON)
    @Operation(hidden = true)
    public Multi<BulkResultDocument> checkAsEvents(
            @Context HttpServerRequest request,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable MediaType type,
            String body) {
        return check(request, type, body);
    }
}
