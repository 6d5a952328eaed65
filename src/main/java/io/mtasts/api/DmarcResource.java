package io.mtasts.api;

import io.mtasts.check.DmarcCheckService;
import io.mtasts.document.DmarcDocument;
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

/** The resource of DMARC checks. */
@Path(ApiPaths.DMARC)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "DMARC")
public class DmarcResource {

    private final RequestAdmission admission;
    private final DmarcCheckService checker;

    public DmarcResource(RequestAdmission admission, DmarcCheckService checker) {
        this.admission = admission;
        this.checker = checker;
    }

    /** Checks a domain. The domain is the rest of the path, including slashes. */
    @GET
    @Path("/{domain:.*}")
    @Operation(
            operationId = "checkDmarc",
            summary = "Check the DMARC of a domain",
            description = "Finds the applicable policy with the DNS Tree Walk, checks whether external domains have"
                    + " authorized reports, and evaluates the result by RFC 9989 and RFC 9990. Nothing is stored.")
    @APIResponse(
            responseCode = "200",
            description = "The report with its verdict.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = DmarcDocument.class)))
    public Uni<DmarcDocument> check(@Context HttpServerRequest request) {
        DomainInput input = DomainInput.parseWithTopLevel(ApiPaths.domainText(ApiPaths.DMARC, request, ""));
        return admission.admitPart(
                input, request, checker::check, (domain, report) -> DmarcDocument.of(domain.unicode(), report));
    }
}
