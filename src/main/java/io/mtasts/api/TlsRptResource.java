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
import io.mtasts.name.DomainName;
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

/** Checks the TLS reporting of a domain, and makes its record. */
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

    /** The name is all that follows, as for a check. */
    @GET
    @Path("/{domain:.*}")
    @Operation(
            operationId = "checkTlsRpt",
            summary = "Check the TLS reporting of a domain",
            description = "Looks up the TXT record at _smtp._tls, and judges it by RFC 8460.")
    @APIResponse(
            responseCode = "200",
            description = "The record and what is to be said of it.",
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

    /** Without a look at the network. */
    @GET
    @Path("/{domain}" + ApiPaths.SETUP)
    @Operation(
            operationId = "setUpTlsRpt",
            summary = "Generate the TLS reporting record of a domain",
            description = "The record for these destinations, each a mailto: or https: address. Nothing is looked up.")
    @APIResponse(
            responseCode = "200",
            description = "What to publish.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = TlsRptSetupDocument.class)))
    @Parameter(
            name = "rua",
            in = ParameterIn.QUERY,
            schema = @Schema(type = SchemaType.ARRAY, implementation = String.class),
            description =
                    "A destination, or several between commas; it may be given several times, for ten destinations"
                            + " at most. Without one, a mailbox tls-reports of the domain.",
            example = "[\"mailto:tls-reports@example.com\"]")
    public TlsRptSetupDocument setUp(@Context HttpServerRequest request) {
        DomainInput input = ApiPaths.domain(ApiPaths.TLS_RPT, request, ApiPaths.SETUP);
        if (input instanceof DomainInput.Rejected rejected) {
            throw new ProblemException(Problems.of(AdmissionControl.invalidDomain(rejected)));
        }
        DomainName domain = ((DomainInput.Accepted) input).name();
        RuaParser.TlsRptSetup setup = RuaParser.parse(domain, new FormFields(request.query()).fields("rua"));
        return TlsRptSetupDocument.of(domain, setup.name(), setup.record());
    }
}
