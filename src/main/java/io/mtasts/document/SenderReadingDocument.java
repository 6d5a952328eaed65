package io.mtasts.document;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mtasts.sender.Outcome;
import io.mtasts.sender.Sender;
import io.mtasts.sender.SenderReading;
import io.mtasts.verdict.Report;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What one sender makes of a domain, in a document. */
@Schema(
        name = "SenderReading",
        description =
                "What one sender that remembers no earlier policy makes of the domain, by the version of the sender"
                        + " that was read.")
public record SenderReadingDocument(
        @Schema(description = "The sender, as in the list of senders.", examples = "stalwart", required = true)
        String id,

        @Schema(description = "Its name.", examples = "Stalwart", required = true)
        String name,

        @Schema(
                description = "The date of the commit, document or test that the data rests on.",
                examples = "2026-08-21",
                required = true)
        LocalDate date,

        @Schema(
                description = "applies: uses the policy. applies-changed: uses it, but reads a part in another way than"
                        + " RFC 8461. ignores: delivers as if there were no policy. defers: delivers no mail now."
                        + " no-policy: finds none. no-support: does not use MTA-STS.",
                examples = "applies",
                required = true)
        SenderReading.Status reading,

        @Schema(
                description = "What the sender does, in a sentence.",
                examples = "Uses the policy, and refuses mail to backup.example.net.",
                required = true)
        String summary,

        @Schema(description = "Why the sender reads the policy in this way.", required = true)
        List<CauseDocument> causes,

        @Schema(description = "Mail to each mail server, by preference.", required = true)
        List<HostDocument> hosts) {

    /** Something that a sender treats in its own way, in a document. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "SenderCause", description = "Something that the sender treats in its own way.")
    public record CauseDocument(
            @Schema(
                    description = "The irregularity, as in the list of senders. If the list has no data about a fault,"
                            + " the code of the finding.",
                    examples = "policy-blank-line",
                    required = true)
            String irregularity,

            @Schema(description = "What the sender does with it.", examples = "dropped", required = true)
            Outcome outcome,

            @Schema(
                    description = "The codes of the findings that show it. Empty if RFC 8461 allows it.",
                    examples = "[\"policy-blank-line\"]",
                    required = true)
            List<String> findings,

            @Schema(description = "Details, if there are any.", examples = "the line is skipped") @Nullable
            String note,

            @Schema(
                    description = "The file and line in the source of the sender, or the document.",
                    examples = "internal/mta-sts.go:249-252")
            @Nullable
            String source) {

        static CauseDocument of(SenderReading.Cause cause, Sender sender) {
            return new CauseDocument(
                    cause.irregularity(),
                    cause.cell().outcome(),
                    cause.findings().stream()
                            .map(finding -> finding.code().code())
                            .distinct()
                            .toList(),
                    DocumentValues.nullIfEmpty(cause.cell().note()),
                    SendersDocument.source(cause.cell(), sender));
        }
    }

    /** A mail server, as a sender treats it, in a document. */
    @Schema(name = "SenderHost", description = "What the sender does with mail to one mail server.")
    public record HostDocument(
            @Schema(description = "The name in the MX record.", examples = "backup.example.net", required = true)
            String host,

            @Schema(
                    description =
                            "delivers: as far as the policy decides. defers: passes over the server, and tries again"
                                    + " later if no other server is left. refuses: passes over it, and returns the mail if no other"
                                    + " server is left.",
                    examples = "refuses",
                    required = true)
            SenderReading.Delivery delivery,

            @Schema(description = "Why the sender does not deliver, or why that is not known.", required = true)
            List<CauseDocument> causes) {}

    /** Returns the readings of all known senders. */
    public static List<SenderReadingDocument> of(Report report) {
        return report.senders().stream().map(SenderReadingDocument::of).toList();
    }

    private static SenderReadingDocument of(SenderReading reading) {
        Sender sender = reading.sender();
        return new SenderReadingDocument(
                sender.id(),
                sender.name(),
                sender.date(),
                reading.status(),
                reading.summary(),
                causes(reading.causes(), sender),
                reading.hosts().stream()
                        .map(host -> new HostDocument(host.host(), host.delivery(), causes(host.causes(), sender)))
                        .toList());
    }

    private static List<CauseDocument> causes(List<SenderReading.Cause> causes, Sender sender) {
        return causes.stream().map(cause -> CauseDocument.of(cause, sender)).toList();
    }
}
