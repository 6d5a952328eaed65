package io.mtasts.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.mtasts.check.BulkCheckService;
import io.mtasts.check.DomainList;
import io.mtasts.document.BulkResultDocument;
import io.mtasts.http.ApiPaths;
import io.mtasts.http.ListFormat;
import io.mtasts.http.ListWriter;
import io.mtasts.http.RequestAdmission;
import io.smallrye.mutiny.Multi;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.NotAcceptableException;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.nio.charset.Charset;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestMulti;
import org.jspecify.annotations.Nullable;

/** The resource of lists: checks many domains with one request and streams the results. */
@Path(ApiPaths.MTA_STS)
@Tag(name = "MTA-STS")
public class BulkResource {

    /** The request of a list in JSON. */
    @Schema(name = "DomainList", description = "The domains to check.")
    public record ListRequest(
            @Schema(
                    description = "The domains.",
                    examples = "[\"example.com\", \"example.net\"]",
                    minItems = 1,
                    required = true)
            List<String> domains) {}

    private final BulkCheckService checker;
    private final ObjectMapper json;

    public BulkResource(BulkCheckService checker, ObjectMapper json) {
        this.checker = checker;
        this.json = json;
    }

    @POST
    @Consumes({MediaType.APPLICATION_JSON, MediaType.TEXT_PLAIN})
    @Produces(MediaType.TEXT_PLAIN)
    @Operation(
            operationId = "checkMany",
            summary = "Check many domains",
            description = "Returns an item for each domain, in the order in which the checks complete, and a last item"
                    + " with counts. The item of a domain that cannot be checked contains a problem. The formats are one"
                    + " array (application/json, the default), a value on each line (application/x-ndjson),"
                    + " server-sent events and CSV. The headers are sent at once. While nothing else is sent, the"
                    + " service sends an empty line or a comment every ten seconds. The service paces the list by the"
                    + " rate limit of the client. Closing the connection cancels the list.")
    @RequestBody(
            description = "The domains: a JSON object, or plain text with one domain on each line.",
            required = true,
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = ListRequest.class),
                        example = "{\"domains\": [\"example.com\", \"example.net\"]}"),
                @Content(
                        mediaType = MediaType.TEXT_PLAIN,
                        schema = @Schema(implementation = String.class),
                        example = "example.com\nexample.net\n")
            })
    @APIResponse(
            responseCode = "200",
            description = "An item for each domain, and the last item.",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(type = SchemaType.ARRAY, implementation = BulkResultDocument.class)),
                @Content(
                        mediaType = "application/x-ndjson",
                        schema =
                                @Schema(
                                        type = SchemaType.STRING,
                                        description = "A ListItem in JSON on each line. Skip empty lines.")),
                @Content(
                        mediaType = MediaType.SERVER_SENT_EVENTS,
                        schema =
                                @Schema(
                                        type = SchemaType.STRING,
                                        description = "An event result with a ListItem for each domain, whose id is its"
                                                + " index, then an event end.")),
                @Content(
                        mediaType = "text/csv",
                        schema =
                                @Schema(
                                        type = SchemaType.STRING,
                                        description =
                                                "The columns index, given, domain, outcome, severity, findings and"
                                                        + " summary. The index of the last row is end."))
            })
    @APIResponse(responseCode = "400", description = "The list is invalid or empty.")
    @APIResponse(responseCode = "413", description = "The list is too long.")
    @APIResponse(responseCode = "415", description = "The list is neither JSON nor plain text.")
    public RestMulti<String> check(RoutingContext context, byte @Nullable [] body) {
        HttpServerRequest request = context.request();
        String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
        if (type == null) {
            throw new NotSupportedException();
        }
        ListFormat format = ListFormat.of(context).orElseThrow(NotAcceptableException::new);
        MediaType mediaType = MediaType.valueOf(type);
        String charset = mediaType.getParameters().getOrDefault(MediaType.CHARSET_PARAMETER, "UTF-8");
        String text = body == null ? "" : new String(body, Charset.forName(charset));
        DomainList list = mediaType.isCompatible(MediaType.APPLICATION_JSON_TYPE)
                ? DomainList.ofJson(text)
                : DomainList.ofLines(text);
        Multi<BulkResultDocument> results =
                checker.check(list, RequestAdmission.clientAddress(request)).map(BulkResultDocument::of);
        return RestMulti.fromMultiData(new ListWriter(format, ApiPaths.MTA_STS, json).write(results))
                .header(HttpHeaders.CONTENT_TYPE, format.mediaType() + ";charset=UTF-8")
                // A proxy that buffers the response would hide the progress.
                .header("X-Accel-Buffering", "no")
                .build();
    }
}
