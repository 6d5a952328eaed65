package io.mtasts.document;

import io.mtasts.document.SendersDocument.SmtpReplyDocument;
import io.mtasts.finding.CheckedPart;
import io.mtasts.finding.FindingCode;
import io.mtasts.finding.Severity;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An entry of the catalogue of findings, in a document. */
@Schema(
        name = "CatalogueEntry",
        description =
                "An entry of the catalogue of findings. In its texts, {subject} is what a finding is about, {found}"
                        + " is the evidence, and {publish} is the text to publish.")
public record CatalogueEntryDocument(
        @Schema(description = "The code. Its meaning never changes.", examples = "mx-uncovered-some", required = true)
        String code,

        @Schema(
                description = "The usual severity. A report may raise or lower it if the context requires that.",
                examples = "critical",
                required = true)
        Severity severity,

        @Schema(description = "The part of the set-up that the finding is about.", examples = "mx", required = true)
        CheckedPart part,

        @Schema(
                description = "What was found.",
                examples = "The policy does not cover the mail server {subject}.",
                required = true)
        String message,

        @Schema(
                description = "What to do.",
                examples = "Add to the policy, then publish a new id in the TXT record: {publish}",
                required = true)
        String remedy,

        @Schema(
                description = "Why the finding matters.",
                examples = "A sender that enforces the policy does not deliver to a server that it does not name.",
                required = true)
        String why,

        @Schema(description = "The rules that the finding is based on.", required = true)
        List<ReferenceDocument> references,

        @Schema(
                description = "The status codes that senders report because of it, as far as they are known.",
                required = true)
        List<SmtpReplyDocument> replies) {

    static CatalogueEntryDocument of(FindingCode code, String why) {
        FindingCode.Entry entry = code.entry();
        return new CatalogueEntryDocument(
                code.code(),
                entry.severity(),
                code.part(),
                entry.message(),
                entry.remedy(),
                why,
                ReferenceDocument.of(entry.reference()),
                SmtpReplyDocument.causedBy(code.code()));
    }
}
