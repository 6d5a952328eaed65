package io.mtasts.document;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import io.mtasts.finding.Correction;
import io.mtasts.finding.FindingCode;
import io.mtasts.text.TxtStrings;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The corrected version of a published text in a document. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(
        name = "Correction",
        description = "The corrected version of a published text, with all repairs. Whatever is not wrong is kept.")
public record CorrectionDocument(
        @Schema(
                description = "The name of the record, or the URL of the policy.",
                examples = "_mta-sts.example.com",
                required = true)
        String name,

        @Schema(description = "The kind of text: a TXT record or the policy.", examples = "TXT", required = true)
        TextType type,

        @Schema(
                description = "The text as published. It is untrusted: show it as text only.",
                examples = "v=STSv1; id=2026-04-01",
                required = true)
        String current,

        @Schema(description = "The whole text to publish instead.", examples = "v=STSv1; id=20260401", required = true)
        String corrected,

        @Schema(
                description = "The corrected text as strings of at most 255 octets. Left out for a policy and for a"
                        + " text that fits into one string.",
                examples = "[\"v=DMARC1; p=reject; rua=mailto:a@example.com,\",\"mailto:b@example.com\"]")
        @Nullable
        List<String> strings,

        @Schema(description = "The repairs, in the order of the text.", required = true)
        List<ChangeDocument> changes,

        @Schema(
                description = "What must be created before the text is published, one sentence each.",
                examples = "[\"The mailbox dmarc-reports@example.com exists.\"]",
                required = true)
        List<String> assumes) {

    /** The kind of a published text. */
    public enum TextType {
        TXT("TXT"),
        POLICY("policy");

        private final String value;

        TextType(String value) {
            this.value = value;
        }

        private static TextType of(Correction.Type type) {
            return switch (type) {
                case TXT -> TXT;
                case POLICY -> POLICY;
            };
        }

        /** Returns the value in documents. */
        @Override
        @JsonValue
        public String toString() {
            return value;
        }
    }

    /** A repair in a document. */
    @Schema(name = "Change", description = "A repair of a part of the text.")
    public record ChangeDocument(
            @Schema(
                    description = "The code of the finding that the repair resolves.",
                    implementation = String.class,
                    examples = "txt-id-invalid",
                    required = true)
            FindingCode code,

            @Schema(
                    description = "The part as published, empty if the repair adds something.",
                    examples = "2026-04-01",
                    required = true)
            String from,

            @Schema(
                    description = "The corrected part, empty if the repair removes something.",
                    examples = "20260401",
                    required = true)
            String to) {}

    static List<CorrectionDocument> of(List<Correction> corrections) {
        return corrections.stream().map(CorrectionDocument::of).toList();
    }

    private static CorrectionDocument of(Correction correction) {
        TextType type = TextType.of(correction.type());
        return new CorrectionDocument(
                correction.name(),
                type,
                correction.current(),
                correction.corrected(),
                type == TextType.TXT && correction.corrected().length() > TxtStrings.MAX_LENGTH
                        ? TxtStrings.split(correction.corrected())
                        : null,
                correction.changes().stream()
                        .map(change -> new ChangeDocument(change.code(), change.from(), change.to()))
                        .toList(),
                correction.assumes());
    }
}
