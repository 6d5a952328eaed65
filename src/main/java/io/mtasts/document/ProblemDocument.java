package io.mtasts.document;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mtasts.text.KebabCase;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.Response.StatusType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A problem (RFC 9457) instead of a document. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Problem", description = "The reason why there is no report (RFC 9457).")
public record ProblemDocument(
        @Schema(
                description = "Always about:blank: the code identifies the problem.",
                examples = "about:blank",
                required = true)
        String type,

        @Schema(description = "The reason phrase of the status.", examples = "Bad Request", required = true)
        String title,

        @Schema(description = "The HTTP status.", examples = "400", required = true)
        int status,

        @Schema(
                description = "What is wrong, as a sentence.",
                examples = "This is a web address, not a domain name.",
                required = true)
        String detail,

        @Schema(
                description =
                        "The code of the problem: a code of the catalogue of findings, parameter- with the name of a"
                                + " parameter, or the title in kebab case.",
                examples = "input-url",
                required = true)
        String code,

        @Schema(
                description = "The value that was probably intended: a domain, or a destination of reports.",
                examples = "example.com")
        @Nullable
        String suggestion,

        @Schema(description = "The number of seconds to wait before the next attempt, if it is known.", examples = "30")
        @Nullable
        Long retryAfter,

        @Schema(description = "Everything else that was observed: the report without a verdict.") @Nullable
        ReportDocument observed) {

    /** The media type of problems. RFC 9457. */
    public static final String MEDIA_TYPE = "application/problem+json";

    /** Returns a problem with a code of its own. */
    public static ProblemDocument of(StatusType status, String code, String detail) {
        return of(status, code, detail, null, null, null);
    }

    /** Returns a problem whose code is the title in kebab case. */
    public static ProblemDocument of(StatusType status, String detail) {
        return of(status, KebabCase.of(title(status).replace(' ', '-')), detail);
    }

    /** Returns a problem with optional members. */
    public static ProblemDocument of(
            StatusType status,
            String code,
            String detail,
            @Nullable String suggestion,
            @Nullable Long retryAfter,
            @Nullable ReportDocument observed) {
        return new ProblemDocument(
                "about:blank", title(status), status.getStatusCode(), detail, code, suggestion, retryAfter, observed);
    }

    /** Returns the phrase of the status. Jakarta REST has an old one for 413. RFC 9110, 15.5.14. */
    private static String title(StatusType status) {
        return status.getStatusCode() == Status.REQUEST_ENTITY_TOO_LARGE.getStatusCode()
                ? "Content Too Large"
                : status.getReasonPhrase();
    }
}
