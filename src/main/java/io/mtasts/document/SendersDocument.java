package io.mtasts.document;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mtasts.sender.Irregularity;
import io.mtasts.sender.Outcome;
import io.mtasts.sender.PolicyCache;
import io.mtasts.sender.Sender;
import io.mtasts.sender.SenderCell;
import io.mtasts.sender.SenderMatrix;
import io.mtasts.sender.SmtpReply;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The JSON document with what is known of senders. */
@Schema(
        name = "Senders",
        description =
                "What sending programs and services do with irregular set-ups. A claim is about the commit or document"
                        + " that was read, and not about an installation. What a list leaves out is not known.")
public record SendersDocument(
        @Schema(description = "When sources and documents were read.", examples = "2026-11-28", required = true)
        LocalDate readAt,

        @Schema(description = "What a sender can do with an irregularity.", required = true)
        List<OutcomeDocument> outcomes,

        @Schema(description = "The irregularities, legal or not.", required = true)
        List<IrregularityDocument> irregularities,

        @Schema(description = "The senders.", required = true)
        List<SenderDocument> senders,

        @Schema(description = "The status codes that senders report if MTA-STS prevents a delivery.", required = true)
        List<SmtpReplyDocument> replies,

        @Schema(description = "The build of the service.", required = true)
        BuildInfo service) {

    private static final SendersDocument CURRENT = of(SenderMatrix.current());

    /** An outcome in a document. */
    @Schema(name = "SenderOutcome", description = "What a sender can do with an irregularity.")
    public record OutcomeDocument(
            @Schema(description = "The value.", examples = "dropped", required = true)
            Outcome outcome,

            @Schema(description = "Its meaning.", examples = "The last one counts.", required = true)
            String description) {}

    /** An irregularity in a document. */
    @Schema(name = "Irregularity", description = "A way in which a set-up can differ from the usual one.")
    public record IrregularityDocument(
            @Schema(description = "Its code.", examples = "policy-blank-line", required = true)
            String code,

            @Schema(description = "The part of the set-up.", examples = "policy", required = true)
            String group,

            @Schema(description = "The condition.", examples = "the policy has a blank line", required = true)
            String description,

            @Schema(description = "What RFC 8461 demands.", examples = "policy not valid", required = true)
            String rfc8461) {

        static IrregularityDocument of(Irregularity irregularity) {
            return new IrregularityDocument(
                    irregularity.code(), irregularity.group(), irregularity.description(), irregularity.rfc8461());
        }
    }

    /** A sender in a document. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "Sender", description = "A program or service that sends mail.")
    public record SenderDocument(
            @Schema(description = "Its id.", examples = "stalwart", required = true)
            String id,

            @Schema(description = "Its name.", examples = "Stalwart", required = true)
            String name,

            @Schema(description = "Whether its source is open.", examples = "true", required = true)
            boolean openSource,

            @Schema(description = "Whether it uses MTA-STS when it sends.", examples = "yes", required = true)
            Sender.Support usesMtaSts,

            @Schema(
                    description = "The repository on GitHub. Left out if there is none.",
                    examples = "stalwartlabs/stalwart")
            @Nullable
            String repository,

            @Schema(description = "The commit that was read. Left out if there is none.", examples = "d72608f3")
            @Nullable
            String commit,

            @Schema(description = "The date of the commit, document or test.", examples = "2026-08-21", required = true)
            LocalDate date,

            @Schema(description = "What the data rests on.", examples = "source read", required = true)
            String evidence,

            @Schema(
                    description =
                            "How it remembers a policy in mode enforce. Left out if it does not use MTA-STS, or if that is"
                                    + " not known.")
            @Nullable
            PolicyCacheDocument cache,

            @Schema(description = "What is known. All other irregularities are not known.", required = true)
            List<SenderCellDocument> cells) {

        static SenderDocument of(Sender sender, List<Irregularity> irregularities) {
            return new SenderDocument(
                    sender.id(),
                    sender.name(),
                    sender.openSource(),
                    sender.support(),
                    DocumentValues.nullIfEmpty(sender.repository()),
                    DocumentValues.nullIfEmpty(sender.commit()),
                    sender.date(),
                    sender.evidence(),
                    sender.cache().source().isEmpty() ? null : PolicyCacheDocument.of(sender.cache()),
                    irregularities.stream()
                            .filter(irregularity -> sender.cells().containsKey(irregularity.code()))
                            .map(irregularity -> SenderCellDocument.of(irregularity.code(), sender))
                            .toList());
        }
    }

    /** How a sender remembers a policy, in a document. */
    @Schema(name = "SenderCache", description = "How a sender remembers a policy in mode enforce.")
    public record PolicyCacheDocument(
            @Schema(
                    description =
                            "How it detects a new policy. id: it compares the id of the record before a delivery. fetch:"
                                    + " it fetches the policy again from time to time. expiry: not before the remembered policy"
                                    + " expires. unknown: that is not known.",
                    examples = "id",
                    required = true)
            PolicyCache.Detection detection,

            @Schema(
                    description = "How long it may rely on its last lookup or on a fetched file, in seconds.",
                    examples = "300",
                    required = true)
            long reuseSeconds,

            @Schema(
                    description =
                            "Whether it extends a remembered policy without a fetch while the id of the record is the same.",
                    examples = "false",
                    required = true)
            boolean extendsPolicy,

            @Schema(
                    description = "The lowest max_age that it takes as written, in seconds.",
                    examples = "0",
                    required = true)
            long lowestMaxAge,

            @Schema(
                    description = "How long it remembers a policy with a lower max_age, in seconds.",
                    examples = "0",
                    required = true)
            long belowLowest,

            @Schema(
                    description = "The highest max_age that it takes as written, in seconds.",
                    examples = "31557600",
                    required = true)
            long highestMaxAge,

            @Schema(
                    description = "How long it remembers a policy with a higher max_age, in seconds.",
                    examples = "31557600",
                    required = true)
            long aboveHighest,

            @Schema(
                    description = "The file and line in the source of the sender, or the document.",
                    examples = "crates/smtp/src/outbound/mta_sts/lookup.rs:50-97",
                    required = true)
            String source) {

        static PolicyCacheDocument of(PolicyCache cache) {
            return new PolicyCacheDocument(
                    cache.detection(),
                    cache.within().toSeconds(),
                    cache.renews(),
                    cache.minimum(),
                    cache.below(),
                    cache.maximum(),
                    cache.above(),
                    cache.source());
        }
    }

    /** What a sender does with an irregularity, in a document. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "SenderCell", description = "What a sender does with an irregularity.")
    public record SenderCellDocument(
            @Schema(description = "The irregularity.", examples = "policy-blank-line", required = true)
            String irregularity,

            @Schema(description = "What the sender does.", examples = "dropped", required = true)
            Outcome outcome,

            @Schema(description = "Details, if there are any.", examples = "also a blank line at the end") @Nullable
            String note,

            @Schema(
                    description = "The file and line in the source of the sender, or the document.",
                    examples = "internal/mta-sts.go:249-252")
            @Nullable
            String source) {

        static SenderCellDocument of(String irregularity, Sender sender) {
            SenderCell cell = sender.cell(irregularity);
            return new SenderCellDocument(
                    irregularity,
                    cell.outcome(),
                    DocumentValues.nullIfEmpty(cell.note()),
                    SendersDocument.source(cell, sender));
        }
    }

    /** A status code of a sender in a document. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "SmtpReply", description = "A status code that a sender reports if MTA-STS prevents a delivery.")
    public record SmtpReplyDocument(
            @Schema(description = "The enhanced status code (RFC 3463).", examples = "5.4.8", required = true)
            String code,

            @Schema(description = "The id of the sender.", examples = "microsoft365", required = true)
            String sender,

            @Schema(description = "Its name.", examples = "Microsoft 365 (Exchange Online)", required = true)
            String senderName,

            @Schema(
                    description =
                            "not-covered: the policy does not name the mail server. no-tls: the mail server does not"
                                    + " offer TLS. certificate: its certificate is not valid.",
                    examples = "not-covered",
                    required = true)
            SmtpReply.Cause cause,

            @Schema(
                    description = "Whether the mail was returned. Otherwise the sender tries again.",
                    examples = "true",
                    required = true)
            boolean permanent,

            @Schema(
                    description = "The text of the sender, if it is known.",
                    examples = "MX hosts of {domain} failed MTA-STS validation")
            @Nullable
            String text,

            @Schema(description = "Where that was read.", examples = "documentation", required = true)
            String source) {

        /** Returns the codes that senders report because of what a finding shows. */
        static List<SmtpReplyDocument> causedBy(String findingCode) {
            SenderMatrix matrix = SenderMatrix.current();
            return matrix.replies().stream()
                    .filter(reply -> reply.cause().isShownBy(findingCode))
                    .map(reply -> of(reply, matrix))
                    .toList();
        }

        static SmtpReplyDocument of(SmtpReply reply, SenderMatrix matrix) {
            return new SmtpReplyDocument(
                    reply.code(),
                    reply.senderId(),
                    matrix.sender(reply.senderId()).map(Sender::name).orElse(reply.senderId()),
                    reply.cause(),
                    reply.permanent(),
                    DocumentValues.nullIfEmpty(reply.text()),
                    reply.source());
        }
    }

    /** Returns the document of the data of this version. */
    public static SendersDocument current() {
        return CURRENT;
    }

    private static SendersDocument of(SenderMatrix matrix) {
        return new SendersDocument(
                matrix.readAt(),
                Arrays.stream(Outcome.values())
                        .map(outcome -> new OutcomeDocument(outcome, outcome.description()))
                        .toList(),
                matrix.irregularities().stream().map(IrregularityDocument::of).toList(),
                matrix.senders().stream()
                        .map(sender -> SenderDocument.of(sender, matrix.irregularities()))
                        .toList(),
                matrix.replies().stream()
                        .map(reply -> SmtpReplyDocument.of(reply, matrix))
                        .toList(),
                BuildInfo.CURRENT);
    }

    /** Returns where a cell was read, or what all data of the sender rests on; null if the cell is not known. */
    static @Nullable String source(SenderCell cell, Sender sender) {
        if (cell.outcome() == Outcome.UNKNOWN) {
            return null;
        }
        return cell.source().isEmpty() ? sender.evidence() : cell.source();
    }
}
