package io.mtasts.document;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mtasts.check.BulkResult;
import java.util.Objects;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What came of one domain of a list: a report, or a problem. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Line", description = "What came of one domain of a list: a report, or else a problem.")
public record BulkResultDocument(
        @Schema(description = "The domain as it stood in the list.", examples = "Example.com.", required = true)
        String given,

        @Schema(description = "The report, as from a check of the domain alone.") @Nullable
        ReportDocument report,

        @Schema(description = "Why there is no report.") @Nullable
        ProblemDocument problem) {

    /** Creates the document of one result. */
    public static BulkResultDocument of(BulkResult result) {
        return result.result()
                .fold(
                        report -> new BulkResultDocument(result.requested(), ReportDocument.of(report), null),
                        failure -> new BulkResultDocument(result.requested(), null, Problems.of(failure)));
    }

    /** What is made of the one of the two that is there. */
    public <T> T map(Function<ReportDocument, T> ofReport, Function<ProblemDocument, T> ofProblem) {
        return report != null ? ofReport.apply(report) : ofProblem.apply(Objects.requireNonNull(problem));
    }
}
