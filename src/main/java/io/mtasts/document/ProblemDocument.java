package io.mtasts.document;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.ws.rs.core.Response.StatusType;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Why there is no document: a problem by RFC 9457. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Problem", description = "Why there is no report (RFC 9457).")
public record ProblemDocument(
        @Schema(description = "Says that the code tells everything.", examples = "about:blank", required = true)
        String type,

        @Schema(description = "The phrase of the status.", examples = "Bad Request", required = true)
        String title,

        @Schema(description = "The HTTP status.", examples = "400", required = true)
        int status,

        @Schema(
                description = "What is the matter, for people.",
                examples = "This is a web address, not a domain name.",
                required = true)
        String detail,

        @Schema(
                description =
                        "What is the matter, for programs: a code of the catalogue of findings, parameter- and the"
                                + " name of a parameter, or the title in lower case and hyphens.",
                examples = "input-url",
                required = true)
        String code,

        @Schema(
                description = "What was probably meant, where it is plain: a domain, or the destination of reports.",
                examples = "example.com")
        @Nullable
        String suggestion,

        @Schema(description = "After how many seconds it is worth trying again, where that is known.", examples = "30")
        @Nullable
        Long retryAfter,

        @Schema(description = "What was observed all the same: the report without a verdict.") @Nullable
        ReportDocument observed) {

    public static final String MEDIA_TYPE = "application/problem+json";

    /** Creates a problem with a code of its own. */
    public static ProblemDocument of(StatusType status, String code, String detail) {
        return new ProblemDocument(
                "about:blank", status.getReasonPhrase(), status.getStatusCode(), detail, code, null, null, null);
    }

    /** Creates a problem whose code is the title in lower case with hyphens. */
    public static ProblemDocument of(StatusType status, String detail) {
        return of(status, status.getReasonPhrase().toLowerCase(Locale.ROOT).replace(' ', '-'), detail);
    }

    public ProblemDocument withSuggestion(@Nullable String domain) {
        return new ProblemDocument(type, title, status, detail, code, domain, retryAfter, observed);
    }

    public ProblemDocument withRetryAfter(long seconds) {
        return new ProblemDocument(type, title, status, detail, code, suggestion, seconds, observed);
    }

    public ProblemDocument withObserved(ReportDocument document) {
        return new ProblemDocument(type, title, status, detail, code, suggestion, retryAfter, document);
    }
}
