package io.mtasts.api;

import io.mtasts.document.ConformanceCases;
import io.mtasts.http.ApiPaths;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The resource of the conformance cases. */
@Path(ApiPaths.CASES)
@Tag(name = "Senders")
public class CasesResource {

    private static final String NDJSON = "application/x-ndjson";

    @GET
    @Produces(NDJSON)
    @Operation(
            operationId = "listCases",
            summary = "Download the conformance cases",
            description =
                    "Returns set-ups with the reading that RFC 8461 demands, for the authors of senders and checkers."
                            + " Each line is a JSON object: given is what is published, expect is the verdict and the findings, and"
                            + " why is the rule with its section. A line with judgement leaves room for another reading.")
    @APIResponse(
            responseCode = "200",
            description = "The cases.",
            content =
                    @Content(
                            mediaType = NDJSON,
                            schema = @Schema(type = SchemaType.STRING, description = "A case in JSON on each line.")))
    public String list() {
        return ConformanceCases.lines();
    }
}
