package io.mtasts.document;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mtasts.check.BulkResult;
import java.util.Objects;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The result for one domain of a list: a report or a problem. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Line", description = "The result for one domain of a list: a report or a problem.")
public record BulkResultDocument(
        @Schema(description = "The domain as it was given in the list.", examples = "Example.com.", required = true)
        String given,

        @Schema(description = "The report, as for a check of this domain alone.") @Nullable
        ReportDocument report,

        @Schema(description = "Why there is no report.") @Nullable
        ProblemDocument problem) {

    /** Returns the document of a result. */
    public static BulkResultDocument of(BulkResult result) {
        return result.result()
                .fold(
                        report -> new BulkResultDocument(result.requested(), ReportDocument.of(report), null),
                        failure -> new BulkResultDocument(result.requested(), null, Problems.of(failure)));
    }

    /** Applies the function for the member that is present. */
    public <T> T map(Function<ReportDocument, T> ofReport, Function<ProblemDocument, T> ofProblem) {
        return report != null ? ofReport.apply(report) : ofProblem.apply(Objects.requireNonNull(problem));
    }
}
