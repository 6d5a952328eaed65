package io.mtasts.document;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mtasts.dmarc.DmarcParseResult;
import io.mtasts.dmarc.DmarcReport.RecordLookup;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The TXT records at one _dmarc name in a document. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "DmarcRecord", description = "The TXT records at a _dmarc name (RFC 9989, 4.7).")
public record DmarcRecordDocument(
        @Schema(description = "The name that was looked up.", examples = "_dmarc.example.com", required = true)
        String name,

        @Schema(
                description = "The status of the records at this name, unknown if the lookup failed.",
                examples = "valid",
                required = true)
        @UnknownIfNull
        DmarcParseResult.@Nullable Status status,

        @Schema(
                description = "All TXT records at this name as published, each with its strings joined.",
                examples = "[\"v=DMARC1; p=reject; rua=mailto:dmarc-reports@example.com\"]",
                required = true)
        List<String> texts,

        @Schema(
                description = "The aliases that were followed, in order.",
                examples = "[\"_dmarc.provider.example\"]",
                required = true)
        List<String> cnames) {

    static DmarcRecordDocument of(RecordLookup record) {
        return new DmarcRecordDocument(
                record.lookup().name(),
                record.result().map(DmarcParseResult::status).orElse(null),
                record.lookup().records(),
                record.lookup().cnames());
    }
}
