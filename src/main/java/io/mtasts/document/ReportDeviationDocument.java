package io.mtasts.document;

import io.mtasts.tlsreport.DeviationCode;
import io.mtasts.tlsreport.ReportDeviation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A deviation of a TLS report from RFC 8460 in a document. */
@Schema(name = "TlsReportDeviation", description = "A deviation of a TLS report from RFC 8460.")
public record ReportDeviationDocument(
        @Schema(description = "The kind of deviation.", examples = "not-an-array", required = true)
        DeviationCode code,

        @Schema(
                description = "The deviation as a sentence.",
                examples = "The member \"mx-host\" must be an array, but there is a single value.",
                required = true)
        String message,

        @Schema(
                description =
                        "The place of the first occurrence, as a JSON pointer (RFC 6901); empty for the whole report.",
                examples = "/policies/0/policy/mx-host",
                required = true)
        String pointer,

        @Schema(description = "How often the deviation occurs.", examples = "1", required = true)
        int count) {

    static ReportDeviationDocument of(ReportDeviation deviation) {
        return new ReportDeviationDocument(
                deviation.code(), deviation.message(), deviation.pointer(), deviation.count());
    }
}
