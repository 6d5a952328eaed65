package io.mtasts.api;

import io.mtasts.check.MtaStsCheckService;
import io.mtasts.check.PlanRequestParser;
import io.mtasts.document.PlanCalendar;
import io.mtasts.document.PlanDocument;
import io.mtasts.http.ApiPaths;
import io.mtasts.http.BodyText;
import io.mtasts.http.RequestAdmission;
import io.mtasts.plan.PlanRequest;
import io.smallrye.mutiny.Uni;
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
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The resource of plans: the steps of a change with dates, as JSON and as a calendar. */
@Path(ApiPaths.MTA_STS)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "MTA-STS")
public class PlanResource {

    private static final String EXAMPLE =
            "{\"mailServers\": [\"mx1.enforcing.lab.test\", \"mx2.enforcing.lab.test\"], \"longestMaxAgeSeconds\": 1209600}";

    /** The planned change. */
    @Schema(
            name = "PlannedChange",
            description =
                    "A change of the mail servers, of the policy, or of both. At least one of the members mailServers and"
                            + " policy is needed.")
    public record PlannedChange(
            @Schema(
                    description =
                            "The host names of the mail servers after the change. At most 100. If left out, the policy names them.",
                    examples = "[\"mx1.example.com\", \"mx2.example.com\"]")
            List<String> mailServers,

            @Schema(
                    description =
                            "The text of the policy after the change, with at most 100 patterns. Mode none removes"
                                    + " MTA-STS. If left out, the policy of today is adapted to the mail servers.",
                    examples = "version: STSv1\nmode: enforce\nmx: mx2.example.com\nmax_age: 1209600\n")
            String policy,

            @Schema(
                    description =
                            "When the mail servers change: a time (RFC 3339), or a date, which means its first moment in"
                                    + " UTC. At most three years ahead. If left out, the earliest safe time.",
                    examples = "2026-12-20T14:00:00Z")
            String cutOver,

            @Schema(
                    description =
                            "The longest max_age of all policies that the domain ever published, in seconds. If left out,"
                                    + " that of today, or the longest allowed one if no policy can be read or its mode is none.",
                    type = SchemaType.INTEGER,
                    minimum = "0",
                    maximum = "31557600",
                    examples = "1209600")
            Long longestMaxAgeSeconds) {}

    private final RequestAdmission admission;
    private final MtaStsCheckService checker;

    public PlanResource(RequestAdmission admission, MtaStsCheckService checker) {
        this.admission = admission;
        this.checker = checker;
    }

    @POST
    @Path("/{domain}" + ApiPaths.PLAN)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "planMtaSts",
            summary = "Plan a change of mail servers or of the policy",
            description =
                    "Checks the domain and returns the steps of the change with dates and reasons. A new policy covers"
                            + " the old and the new mail servers first. The mail servers change when no known sender remembers the old"
                            + " policy. The plan is for one point in time: nothing is stored.")
    @RequestBody(
            description = "The change, at most 65536 bytes.",
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = PlannedChange.class),
                            example = EXAMPLE))
    @APIResponse(
            responseCode = "200",
            description = "The steps.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = PlanDocument.class)))
    @APIResponse(
            responseCode = "409",
            description =
                    "The requested time is too early. Senders may still use an older policy. The member suggestion has the earliest safe time.")
    @APIResponse(responseCode = "413", description = "The body is too long.")
    @APIResponse(responseCode = "415", description = "The change is not sent as application/json.")
    public Uni<PlanDocument> plan(
            @Context HttpServerRequest request,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable MediaType type,
            byte @Nullable [] change) {
        return plan(request, ApiPaths.PLAN, type, change);
    }

    @POST
    @Path("/{domain}" + ApiPaths.PLAN_CALENDAR)
    @Produces(PlanCalendar.MEDIA_TYPE)
    @Operation(
            operationId = "planMtaStsAsCalendar",
            summary = "Plan a change as a calendar",
            description =
                    "Returns the same steps as events of a calendar (RFC 5545). The events of a domain keep their UIDs, so"
                            + " that a calendar replaces those of an earlier plan.")
    @RequestBody(
            description = "The change, at most 65536 bytes.",
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = PlannedChange.class),
                            example = EXAMPLE))
    @APIResponse(
            responseCode = "200",
            description = "The calendar.",
            content = @Content(mediaType = PlanCalendar.MEDIA_TYPE, schema = @Schema(type = SchemaType.STRING)))
    @APIResponse(
            responseCode = "409",
            description =
                    "The requested time is too early. Senders may still use an older policy. The member suggestion has the earliest safe time.")
    @APIResponse(responseCode = "413", description = "The body is too long.")
    @APIResponse(responseCode = "415", description = "The change is not sent as application/json.")
    public Uni<String> calendar(
            @Context HttpServerRequest request,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable MediaType type,
            byte @Nullable [] change) {
        return plan(request, ApiPaths.PLAN_CALENDAR, type, change).map(PlanCalendar::of);
    }

    private Uni<PlanDocument> plan(
            HttpServerRequest request, String suffix, @Nullable MediaType type, byte @Nullable [] change) {
        PlanRequest planned = PlanRequestParser.ofJson(BodyText.json(type, change), Instant.now());
        return admission.admit(
                ApiPaths.domain(ApiPaths.MTA_STS, request, suffix),
                request,
                domain -> checker.plan(domain, planned),
                (domain, made) -> PlanDocument.of(domain.unicode(), made.plan(), made.report()));
    }
}
