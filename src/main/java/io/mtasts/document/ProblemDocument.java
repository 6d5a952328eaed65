package io.mtasts.document;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mtasts.text.KebabCase;
import jakarta.ws.rs.core.Response.StatusType;
import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A problem (RFC 9457) instead of a document. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Problem", description = "The reason why there is no report (RFC 9457).")
public record ProblemDocument(
        @Schema(
                description = "The address of a page about the code, relative to this service.",
                examples = "/problems/input-url",
                required = true)
        String type,

        @Schema(
                description =
                        "The code of the problem: a code of the catalogue of findings, or of the page /problems. A"
                                + " program should compare this member.",
                examples = "input-url",
                required = true)
        String code,

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
                description = "The path of the request.",
                examples = "/api/v1/mta-sts/https%3A%2F%2Fexample.com",
                required = true)
        String instance,

        @Schema(
                description = "The value that was probably intended: a domain, a destination of reports, the name of"
                        + " a parameter, or the earliest time that is safe.",
                examples = "example.com")
        @Nullable
        String suggestion,

        @Schema(description = "The number of seconds to wait before the next attempt, if it is known.", examples = "30")
        @Nullable
        Long retryAfterSeconds,

        @Schema(
                description = "The expectations that do not hold or could not be determined. Only with the parameter"
                        + " expect.")
        @Nullable
        List<ExpectationDocument> expectations,

        @Schema(
                description =
                        "Everything else that was observed: the report. Its verdict is unknown, unless the problem"
                                + " is about expectations.")
        @Nullable
        ReportDocument observed) {

    /** The media type of problems. RFC 9457. */
    public static final String MEDIA_TYPE = "application/problem+json";

    /** The path of the pages about problems. */
    public static final String PAGES = "/problems";

    /** In characters. */
    private static final int MAX_INSTANCE = 1_024;

    /** What a URI reference cannot contain unescaped. RFC 3986, 2. */
    private static final Pattern NOT_IN_A_PATH = Pattern.compile("[^A-Za-z0-9._~!$&'()*+,;=:@/%-]");

    /** Returns this problem for the path of the request that caused it. */
    public ProblemDocument at(String path) {
        String shown = path.length() > MAX_INSTANCE ? path.substring(0, MAX_INSTANCE) : path;
        return new ProblemDocument(
                type,
                code,
                title,
                status,
                detail,
                NOT_IN_A_PATH.matcher(shown).replaceAll("_").replaceAll("%(?![0-9A-Fa-f]{2})", "_"),
                suggestion,
                retryAfterSeconds,
                expectations,
                observed);
    }

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
            @Nullable Long retryAfterSeconds,
            @Nullable ReportDocument observed) {
        return new ProblemDocument(
                PAGES + "/" + code,
                code,
                title(status),
                status.getStatusCode(),
                detail,
                "/",
                suggestion,
                retryAfterSeconds,
                null,
                observed);
    }

    /** Returns this problem with the expectations that caused it. */
    ProblemDocument about(List<ExpectationDocument> unmet) {
        return new ProblemDocument(
                type, code, title, status, detail, instance, suggestion, retryAfterSeconds, unmet, observed);
    }

    /** Returns the phrase of the status. Jakarta REST has old ones for two of them. RFC 9110, 15.5.14 and 15.5.15. */
    private static String title(StatusType status) {
        return switch (status.getStatusCode()) {
            case 413 -> "Content Too Large";
            case 414 -> "URI Too Long";
            default -> status.getReasonPhrase();
        };
    }
}
