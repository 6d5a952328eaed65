package io.mtasts.document;

import io.mtasts.expect.Assessment;
import io.mtasts.expect.ExpectationOutcome;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An expectation about a report, and whether it holds, in a document. */
@Schema(name = "Expectation", description = "An expectation about the report, and whether it holds.")
public record ExpectationDocument(
        @Schema(
                description = "The expectation: a field, an operator and a value.",
                examples = "certificate-days>=14",
                required = true)
        String expectation,

        @Schema(
                description = "Whether it holds. The value is not-known if the field could not be determined.",
                examples = "does-not-hold",
                required = true)
        ExpectationOutcome outcome,

        @Schema(
                description = "The observed value, none if the domain has no such value, or not known.",
                examples = "9",
                required = true)
        String observed) {

    /** Returns the documents of expectations, in their order. */
    public static List<ExpectationDocument> of(List<Assessment> assessments) {
        return assessments.stream()
                .map(one -> new ExpectationDocument(one.expectation(), one.outcome(), one.observed()))
                .toList();
    }
}
