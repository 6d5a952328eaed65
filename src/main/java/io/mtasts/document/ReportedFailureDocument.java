package io.mtasts.document;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mtasts.tlsreport.CauseToday;
import io.mtasts.tlsreport.ExplainedReport.ExplainedFailure;
import io.mtasts.tlsreport.TlsReport.Entry;
import io.mtasts.tlsreport.TlsReport.Failure;
import io.mtasts.tlsrpt.TlsRptResultType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The failed sessions of a TLS report with one result type and one mail server, in a document. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(
        name = "FailureOfTlsReport",
        description = "The failed sessions of a TLS report with one result type and one mail server.")
public record ReportedFailureDocument(
        @Schema(description = "The result type (RFC 8460, 4.3).", examples = "validation-failure", required = true)
        TlsRptResultType resultType,

        @Schema(description = "The result type as the report spells it, if it is unknown.", examples = "tls-error")
        @Nullable
        String reportedType,

        @Schema(description = "The mail server. Missing if the report does not name it.", examples = "mx2.example.com")
        @Nullable
        String server,

        @Schema(description = "The number of failed sessions.", examples = "3", required = true)
        long sessions,

        @Schema(
                description = "What the failure means.",
                examples = "The certificate of the mail server had expired.",
                required = true)
        String meaning,

        @Schema(
                description = "What to do.",
                examples = "Renew the certificate, and let the server load it. Automate both.",
                required = true)
        String remedy,

        @Schema(
                description =
                        "Whether the cause is still there. gone or still-there only if this check observed what decides;"
                                + " otherwise not-known, for example if the service does not look at the TLS of mail"
                                + " servers.",
                examples = "gone",
                required = true)
        CauseToday today,

        @Schema(
                description = "The comparison with the domain as it is now, in sentences.",
                examples = "On 3 November 2026, no pattern of the policy that the sender used matched mx2.example.com."
                        + " Today the pattern *.example.com matches it.",
                required = true)
        String todayMessage,

        @Schema(description = "The first entries of the report about these sessions.", required = true)
        List<EntryDocument> entries,

        @Schema(description = "The number of entries that are not listed.", examples = "0", required = true)
        int moreEntries) {

    /** An entry of the report in a document. A text is missing if the report does not have it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "EntryOfTlsReport", description = "An entry of a TLS report about failed sessions.")
    public record EntryDocument(
            @Schema(description = "The number of failed sessions.", examples = "3", required = true)
            long sessions,

            @Schema(description = "The address of the sender.", examples = "192.0.2.1") @Nullable
            String sendingMtaIp,

            @Schema(description = "The address of the mail server.", examples = "198.51.100.1") @Nullable
            String receivingIp,

            @Schema(description = "The name by which the mail server called itself.", examples = "mail.example.com")
            @Nullable
            String receivingMxHelo,

            @Schema(description = "A more precise reason.", examples = "X509_V_ERR_CERT_HAS_EXPIRED") @Nullable
            String failureReasonCode,

            @Schema(
                    description = "Further information of the sender, usually an address. It is not checked.",
                    examples = "https://sender.example/report?id=1")
            @Nullable
            String additionalInformation) {

        static EntryDocument of(Entry entry) {
            return new EntryDocument(
                    entry.sessions(),
                    DocumentValues.nullIfEmpty(entry.sendingMtaIp()),
                    DocumentValues.nullIfEmpty(entry.receivingIp()),
                    DocumentValues.nullIfEmpty(entry.receivingMxHelo()),
                    DocumentValues.nullIfEmpty(entry.failureReasonCode()),
                    DocumentValues.nullIfEmpty(entry.additionalInformation()));
        }
    }

    static ReportedFailureDocument of(ExplainedFailure explained) {
        Failure failure = explained.failure();
        return new ReportedFailureDocument(
                failure.type(),
                DocumentValues.nullIfEmpty(failure.typeText()),
                DocumentValues.nullIfEmpty(failure.server()),
                failure.sessions(),
                explained.meaning(),
                explained.remedy(),
                explained.today().cause(),
                explained.today().message(),
                failure.entries().stream().map(EntryDocument::of).toList(),
                failure.moreEntries());
    }
}
