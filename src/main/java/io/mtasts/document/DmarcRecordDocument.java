package io.mtasts.document;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mtasts.dmarc.DmarcParseResult;
import io.mtasts.dmarc.DmarcReport.RecordLookup;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The TXT records at one _dmarc name, in the document. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "DmarcRecord", description = "What stands at a _dmarc name (RFC 9989, 4.7).")
public record DmarcRecordDocument(
        @Schema(description = "The name that was looked up.", examples = "_dmarc.example.com", required = true)
        String name,

        @Schema(
                description = "What the records there amount to. Left out where they could not be looked up.",
                enumeration = {"valid", "invalid", "multiple", "absent"},
                examples = "valid")
        @Nullable
        String status,

        @Schema(
                description = "Every TXT record there, its strings joined, as published.",
                examples = "[\"v=DMARC1; p=reject; rua=mailto:dmarc-reports@example.com\"]",
                required = true)
        List<String> texts,

        @Schema(
                description = "The aliases that were followed, in order.",
                examples = "[\"_dmarc.provider.example\"]",
                required = true)
        List<String> cnames) {

    static DmarcRecordDocument of(RecordLookup seen) {
        return new DmarcRecordDocument(
                seen.lookup().name(),
                seen.result()
                        .map(DmarcParseResult::status)
                        .map(ReportDocument::lower)
                        .orElse(null),
                seen.lookup().records(),
                seen.lookup().cnames());
    }
}
