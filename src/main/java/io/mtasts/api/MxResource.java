package io.mtasts.api;

import io.mtasts.check.MtaStsCheckService;
import io.mtasts.document.MxDocument;
import io.mtasts.http.ApiPaths;
import io.mtasts.http.RequestAdmission;
import io.mtasts.name.DomainInput;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The resource of mail server lookups. */
@Path(ApiPaths.MX)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "MX")
public class MxResource {

    private final RequestAdmission admission;
    private final MtaStsCheckService checker;

    public MxResource(RequestAdmission admission, MtaStsCheckService checker) {
        this.admission = admission;
        this.checker = checker;
    }

    /** Looks up the mail servers of a domain. The domain is the rest of the path, including slashes. */
    @GET
    @Path("/{domain:.*}")
    @Operation(
            operationId = "lookUpMx",
            summary = "Look up the mail servers of a domain",
            description = "Returns the MX records by preference, the addresses and aliases of their targets, and"
                    + " findings about them.")
    @APIResponse(
            responseCode = "200",
            description = "The mail servers.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = MxDocument.class)))
    public Uni<MxDocument> lookUp(@Context HttpServerRequest request) {
        DomainInput input = ApiPaths.domain(ApiPaths.MX, request, "");
        return admission.admitPart(
                input,
                request,
                checker::mailServers,
                (domain, part) -> MxDocument.of(domain, part.observed(), part.evaluation()));
    }
}
