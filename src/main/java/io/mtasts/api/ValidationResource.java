package io.mtasts.api;

import io.mtasts.check.PublishedTextsParser;
import io.mtasts.document.ValidationDocument;
import io.mtasts.http.ApiPaths;
import io.mtasts.http.BodyText;
import io.mtasts.http.RequestAdmission;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The resource of texts that are validated without a network. */
@Path(ApiPaths.VALIDATE)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Senders")
public class ValidationResource {

    /** The texts of a request. */
    @Schema(
            name = "TextsToValidate",
            description = "The texts of a domain. A text that is left out is taken to be valid.")
    public record ValidationRequest(
            @Schema(
                    description = "The TXT records at _mta-sts, each with its strings joined. At most 100.",
                    examples = "[\"v=STSv1; id=20260401T090000\"]")
            List<String> txt,

            @Schema(
                    description = "The body of the policy.",
                    examples = "version: STSv1\nmode: enforce\nmx: mx1.example.com\nmax_age: 1209600\n")
            String policy,

            @Schema(
                    description =
                            "The media type with which the policy is served, text/plain if left out. An empty text"
                                    + " means that there is none.",
                    examples = "text/plain")
            String contentType,

            @Schema(
                    description = "The mail servers by preference. If left out, they do not matter. At most 100.",
                    examples = "[\"mx1.example.com\"]")
            List<String> mx) {}

    private final RequestAdmission admission;

    public ValidationResource(RequestAdmission admission) {
        this.admission = admission;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "validateTexts",
            summary = "Validate texts without a network",
            description =
                    "Returns what RFC 8461 and each known sender make of a TXT record and a policy. Nothing is looked"
                            + " up, and nothing is stored.")
    @RequestBody(
            description = "The texts, at most 65536 bytes.",
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ValidationRequest.class),
                            example =
                                    "{\"txt\": [\"v=STSv1; id=1\"], \"policy\": \"version: STSv1\\nmode: enforce\\nmx:"
                                            + " mx1.example.com\\nmax_age: 1209600\\n\\n\", \"mx\": [\"mx1.example.com\","
                                            + " \"mx2.example.com\"]}"))
    @APIResponse(
            responseCode = "200",
            description = "The readings.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ValidationDocument.class)))
    @APIResponse(responseCode = "400", description = "The texts are not valid JSON of this form.")
    @APIResponse(responseCode = "413", description = "The texts are too long.")
    @APIResponse(responseCode = "415", description = "The texts are not sent as application/json.")
    public ValidationDocument validate(
            @Context HttpServerRequest request,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable MediaType type,
            byte @Nullable [] texts) {
        String json = BodyText.json(type, texts);
        admission.count(request);
        return ValidationDocument.of(
                PublishedTextsParser.ofJson(json), Instant.now().truncatedTo(ChronoUnit.SECONDS));
    }
}
