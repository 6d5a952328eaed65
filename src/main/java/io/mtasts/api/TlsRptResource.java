package io.mtasts.api;

import io.mtasts.check.AdmissionControl;
import io.mtasts.check.MtaStsCheckService;
import io.mtasts.check.RuaParser;
import io.mtasts.document.Problems;
import io.mtasts.document.TlsRptReportDocument;
import io.mtasts.document.TlsRptSetupDocument;
import io.mtasts.http.ApiPaths;
import io.mtasts.http.FormFields;
import io.mtasts.http.ProblemException;
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
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The resource of TLS reporting: checks the record of a domain, or generates one. */
@Path(ApiPaths.TLS_RPT)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "TLS-RPT")
public class TlsRptResource {

    private final RequestAdmission admission;
    private final MtaStsCheckService checker;

    public TlsRptResource(RequestAdmission admission, MtaStsCheckService checker) {
        this.admission = admission;
        this.checker = checker;
    }

    /** Checks a domain. The domain is the rest of the path, including slashes. */
    @GET
    @Path("/{domain:.*}")
    @Operation(
            operationId = "checkTlsRpt",
            summary = "Check the TLS reporting of a domain",
            description = "Looks up the TXT record at _smtp._tls and evaluates it by RFC 8460.")
    @APIResponse(
            responseCode = "200",
            description = "The record and findings about it.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = TlsRptReportDocument.class)))
    public Uni<TlsRptReportDocument> check(@Context HttpServerRequest request) {
        DomainInput input = ApiPaths.domain(ApiPaths.TLS_RPT, request, "");
        return admission.admitPart(
                input,
                request,
                checker::tlsRpt,
                (domain, part) -> TlsRptReportDocument.of(domain, part.observed(), part.evaluation()));
    }

    /** Generates a record without any lookup. */
    @GET
    @Path("/{domain}" + ApiPaths.SETUP)
    @Operation(
            operationId = "setUpTlsRpt",
            summary = "Generate the TLS reporting record of a domain",
            description =
                    "Generates the record for these destinations, each a mailto: or https: URI. Nothing is looked up.")
    @APIResponse(
            responseCode = "200",
            description = "The record to publish.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = TlsRptSetupDocument.class)))
    @Parameter(
            name = "rua",
            in = ParameterIn.QUERY,
            schema = @Schema(type = SchemaType.ARRAY, implementation = String.class),
            description = "A destination, or several separated by commas. The parameter can be repeated. At most ten"
                    + " destinations are allowed. The default is the mailbox tls-reports of the domain.",
            example = "[\"mailto:tls-reports@example.com\"]")
    public TlsRptSetupDocument setUp(@Context HttpServerRequest request) {
        DomainInput input = ApiPaths.domain(ApiPaths.TLS_RPT, request, ApiPaths.SETUP);
        if (input instanceof DomainInput.Rejected rejected) {
            throw new ProblemException(Problems.of(AdmissionControl.invalidDomain(rejected)));
        }
        DomainInput.Accepted domain = (DomainInput.Accepted) input;
        RuaParser.TlsRptSetup setup = RuaParser.parse(domain.name(), new FormFields(request.query()).fields("rua"));
        return TlsRptSetupDocument.of(domain, setup.name(), setup.record());
    }
}
