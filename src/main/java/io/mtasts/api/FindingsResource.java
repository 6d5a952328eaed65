package io.mtasts.api;

import io.mtasts.document.CatalogueDocument;
import io.mtasts.document.CatalogueEntryDocument;
import io.mtasts.document.FindingCatalogue;
import io.mtasts.document.ProblemDocument;
import io.mtasts.http.ApiPaths;
import io.mtasts.http.ProblemException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.Status;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The resource of the catalogue of findings. */
@Path(ApiPaths.FINDINGS)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Findings")
public class FindingsResource {

    @GET
    @Operation(
            operationId = "listFindings",
            summary = "List the catalogue of findings",
            description = "Returns all codes that a finding can have. A later version of the service may add codes.")
    @APIResponse(
            responseCode = "200",
            description = "The catalogue.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = CatalogueDocument.class)))
    public CatalogueDocument list() {
        return CatalogueDocument.current();
    }

    @GET
    @Path("/{code}")
    @Operation(
            operationId = "getFinding",
            summary = "Explain a code of the catalogue",
            description = "Returns the entry of one code.")
    @APIResponse(
            responseCode = "200",
            description = "The entry.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = CatalogueEntryDocument.class)))
    @APIResponse(responseCode = "404", description = "There is no such code.")
    public CatalogueEntryDocument find(
            @Parameter(description = "The code.", example = "mx-uncovered-some") @PathParam("code") String code) {
        return FindingCatalogue.find(code)
                .orElseThrow(() -> new ProblemException(ProblemDocument.of(
                        Status.NOT_FOUND, "finding-unknown", "The catalogue of findings has no such code.")));
    }
}
