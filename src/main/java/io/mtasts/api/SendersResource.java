package io.mtasts.api;

import io.mtasts.document.SendersDocument;
import io.mtasts.http.ApiPaths;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The resource of the data about senders. */
@Path(ApiPaths.SENDERS)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Senders")
public class SendersResource {

    @GET
    @Operation(
            operationId = "listSenders",
            summary = "List what is known of senders",
            description = "Returns what sending programs and services do with irregular set-ups, with the commit, the"
                    + " document or the test that says so, and its date. The data changes only with the version of the"
                    + " service.")
    @APIResponse(
            responseCode = "200",
            description = "The senders.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = SendersDocument.class)))
    public SendersDocument list() {
        return SendersDocument.current();
    }
}
