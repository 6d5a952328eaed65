package io.mtasts.api;

import io.mtasts.check.TlsReportService;
import io.mtasts.document.ExplainedReportDocument;
import io.mtasts.http.ApiPaths;
import io.mtasts.http.ProblemException;
import io.mtasts.http.RequestAdmission;
import io.smallrye.mutiny.Uni;
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
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The resource of TLS reports: explains one that a domain has received. */
@Path(ApiPaths.TLS_REPORTS)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "TLS-RPT")
public class TlsReportResource {

    /** RFC 8460, 6.4 and 6.5. */
    private static final String TLSRPT_JSON = "application/tlsrpt+json";

    private static final String TLSRPT_GZIP = "application/tlsrpt+gzip";
    private static final String GZIP = "application/gzip";

    /** What browsers and mail programs call gzip. */
    private static final String X_GZIP = "application/x-gzip";

    /** The content codings that the reader recognizes by their bytes. RFC 9110, 8.4.1. */
    private static final Set<String> CODINGS = Set.of("gzip", "x-gzip", "identity");

    private final TlsReportService reports;

    public TlsReportResource(TlsReportService reports) {
        this.reports = reports;
    }

    @POST
    @Consumes({MediaType.APPLICATION_JSON, TLSRPT_JSON, TLSRPT_GZIP, GZIP, X_GZIP})
    @Operation(
            operationId = "explainTlsReport",
            summary = "Explain a TLS report",
            description =
                    "Reads a TLS report (RFC 8460, 4) as senders really send it, and names its deviations from the RFC."
                            + " Explains each failure, and compares it with the domain as it is now. The domains of the report"
                            + " are checked, three at most, under the same limits as other checks. Nothing of the report is"
                            + " stored or logged.")
    @RequestBody(
            description = "The report, at most 1048576 bytes, as JSON or as JSON that gzip has compressed.",
            required = true,
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(type = SchemaType.OBJECT),
                        example = """
                        {
                          "organization-name": "Example Mail Inc.",
                          "date-range": {
                            "start-datetime": "2026-11-03T00:00:00Z",
                            "end-datetime": "2026-11-03T23:59:59Z"
                          },
                          "contact-info": "tls-reports@sender.example",
                          "report-id": "2026-11-03T00:00:00Z_gap.lab.test",
                          "policies": [
                            {
                              "policy": {
                                "policy-type": "sts",
                                "policy-string": ["version: STSv1", "mode: enforce", "mx: mx1.gap.lab.test", "max_age: 1209600"],
                                "policy-domain": "gap.lab.test",
                                "mx-host": ["mx1.gap.lab.test"]
                              },
                              "summary": {"total-successful-session-count": 120, "total-failure-session-count": 3},
                              "failure-details": [
                                {
                                  "result-type": "validation-failure",
                                  "sending-mta-ip": "192.0.2.1",
                                  "receiving-mx-hostname": "mx.backup.lab.test",
                                  "failed-session-count": 3
                                }
                              ]
                            }
                          ]
                        }
                        """),
                @Content(mediaType = GZIP, schema = @Schema(type = SchemaType.STRING, format = "binary"))
            })
    @APIResponse(
            responseCode = "200",
            description = "The report, explained.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ExplainedReportDocument.class)))
    @APIResponse(responseCode = "400", description = "The file is not a TLS report. The detail names the place.")
    @APIResponse(responseCode = "413", description = "The report is too large, before or after decompression.")
    @APIResponse(
            responseCode = "415",
            description = "The report is sent with a media type or a content coding that is not supported.")
    public Uni<ExplainedReportDocument> explain(
            @Context HttpServerRequest request,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable MediaType type,
            @HeaderParam(HttpHeaders.CONTENT_ENCODING) @Nullable String coding,
            byte @Nullable [] report) {
        if (type == null || coding != null && !CODINGS.contains(coding.strip().toLowerCase(Locale.ROOT))) {
            throw new NotSupportedException();
        }
        return reports.explain(report == null ? new byte[0] : report, RequestAdmission.clientAddress(request))
                .map(result -> ExplainedReportDocument.of(
                        ProblemException.valueOrThrow(result), Instant.now().truncatedTo(ChronoUnit.SECONDS)));
    }
}
