package io.mtasts.document;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.mtasts.finding.CheckedPart;
import io.mtasts.finding.Finding;
import io.mtasts.finding.FindingCode;
import io.mtasts.finding.Severity;
import io.mtasts.finding.TextSpan;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A finding in a document. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Finding", description = "A finding: what was found, what it means and what to do about it.")
public record FindingDocument(
        @Schema(
                description = "The code in the catalogue of findings. Its meaning never changes.",
                implementation = String.class,
                examples = "mx-uncovered-some",
                required = true)
        FindingCode code,

        @Schema(
                description = "How much the finding matters to the mail of the domain.",
                examples = "critical",
                required = true)
        Severity severity,

        @Schema(description = "The part of the set-up that the finding is about.", examples = "mx", required = true)
        CheckedPart part,

        @Schema(
                description = "The subject of the finding: a name, a host, a pattern or a line of the policy.",
                examples = "backup.example.net",
                required = true)
        String subject,

        @Schema(
                description = "What was found, as a sentence.",
                examples = "The policy does not cover the mail server backup.example.net.",
                required = true)
        String message,

        @Schema(
                description = "What to do, as a sentence.",
                examples = "Add to the policy, then publish a new id in the TXT record: mx: backup.example.net",
                required = true)
        String remedy,

        @Schema(description = "The exact text to publish, if there is one.", examples = "mx: backup.example.net")
        @Nullable
        String publish,

        @Schema(description = "The rules that the finding is based on.", required = true)
        List<ReferenceDocument> references,

        @Schema(
                description = "Whether the finding may disappear by itself: a timeout, SERVFAIL or an HTTP status of"
                        + " 500 or more.",
                examples = "false",
                required = true)
        @JsonProperty("transient")
        boolean isTransient,

        @Schema(description = "The position of the mistake in the record or the policy.") @Nullable
        PlaceDocument place) {

    /** A position in a text. */
    @Schema(
            name = "Place",
            description = "The position of a mistake in the record or the policy. All numbers start at 1.")
    public record PlaceDocument(
            @Schema(description = "The line. Always 1 in a record.", examples = "3", required = true)
            int line,

            @Schema(description = "The column of the first character.", examples = "5", required = true)
            int column,

            @Schema(description = "The number of characters.", examples = "7", required = true)
            int length) {

        static PlaceDocument of(TextSpan span) {
            return new PlaceDocument(span.line(), span.column(), span.length());
        }
    }

    /** Returns the documents of the findings, worst first. */
    static List<FindingDocument> of(List<Finding> findings) {
        return Finding.worstFirst(findings).stream().map(FindingDocument::of).toList();
    }

    private static FindingDocument of(Finding finding) {
        return new FindingDocument(
                finding.code(),
                finding.severity(),
                finding.code().part(),
                finding.subject(),
                finding.message(),
                finding.remedy(),
                DocumentValues.nullIfEmpty(finding.suggestedText()),
                ReferenceDocument.of(finding.code().entry().reference()),
                finding.isTransient(),
                finding.location().map(PlaceDocument::of).orElse(null));
    }
}
