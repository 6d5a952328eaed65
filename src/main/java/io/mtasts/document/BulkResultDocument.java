package io.mtasts.document;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mtasts.check.BulkResult;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An item of a list: the result for one domain, or the end. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(
        name = "ListItem",
        description = "The result for one domain of a list, a report or a problem. The last item of a list has only the"
                + " members end and counts. A list without it is incomplete.")
public record BulkResultDocument(
        @Schema(description = "The place of the domain in the list, from 0.", examples = "0") @Nullable
        Integer index,

        @Schema(description = "The domain as it was given in the list.", examples = "Example.com.") @Nullable
        String given,

        @Schema(description = "The report, as for a check of this domain alone.") @Nullable
        ReportDocument report,

        @Schema(description = "Why there is no report.") @Nullable
        ProblemDocument problem,

        @Schema(description = "Always true. Only in the last item.", examples = "true") @Nullable
        Boolean end,

        @Schema(description = "What the list contains. Only in the last item.") @Nullable
        CountsDocument counts) {

    /** The numbers of results of a list. */
    @Schema(name = "ListCounts", description = "The numbers of results of a list.")
    public record CountsDocument(
            @Schema(description = "All domains.", examples = "3", required = true)
            int total,

            @Schema(description = "The domains with a report.", examples = "2", required = true)
            int reports,

            @Schema(description = "The domains with a problem.", examples = "1", required = true)
            int problems,

            @Schema(
                    description = "The reports by verdict.",
                    examples = "{\"enforcing\":1,\"testing\":1}",
                    required = true)
            Map<String, Integer> verdicts,

            @Schema(description = "The reports by severity.", examples = "{\"ok\":1,\"warning\":1}", required = true)
            Map<String, Integer> severities) {}

    /** Returns the document of a result. */
    public static BulkResultDocument of(BulkResult result) {
        return result.result()
                .fold(
                        report -> new BulkResultDocument(
                                result.index(), result.requested(), ReportDocument.of(report), null, null, null),
                        failure -> new BulkResultDocument(
                                result.index(), result.requested(), null, Problems.of(failure), null, null));
    }

    /** Returns the last item of a list. */
    public static BulkResultDocument end(CountsDocument counts) {
        return new BulkResultDocument(null, null, null, null, true, counts);
    }

    /** Returns this item with a problem that says which request caused it. */
    public BulkResultDocument at(String path) {
        return problem == null ? this : new BulkResultDocument(index, given, report, problem.at(path), end, counts);
    }

    /** Applies the function for the member that is present. This is not the last item. */
    public <T> T map(Function<ReportDocument, T> ofReport, Function<ProblemDocument, T> ofProblem) {
        return report != null ? ofReport.apply(report) : ofProblem.apply(Objects.requireNonNull(problem));
    }

    /** Returns the domain as it was given. This is not the last item. */
    public String requested() {
        return Objects.requireNonNull(given);
    }
}
