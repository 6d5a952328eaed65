package io.mtasts.document;

import io.mtasts.sender.SenderReading.Delivery;
import io.mtasts.tlsrpt.TlsRptResultType;
import io.mtasts.verdict.MailImpact;
import io.mtasts.verdict.MailOutcome;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What happens to mail to a mail server, in a document. */
@Schema(name = "MailImpact", description = "What happens to mail to this server.")
public record MailImpactDocument(
        @Schema(
                description =
                        "From senders that follow RFC 8461 and remember no earlier policy: protected (delivered over"
                                + " verified TLS only), unprotected (delivered as if there were no MTA-STS), refused, not-accepted (the"
                                + " server cannot be reached), or unknown.",
                examples = "refused",
                required = true)
        MailOutcome strict,

        @Schema(
                description =
                        "How TLS reports call the failure (RFC 8460, 4.3). none: there is no failure to report. unknown:"
                                + " it is not known, for example because the service did not look at the TLS of the server.",
                examples = "validation-failure",
                required = true)
        TlsRptResultType tlsRptType,

        @Schema(description = "How many known senders do what.", required = true)
        CountsDocument senders) {

    /** Numbers of senders in a document. */
    @Schema(
            name = "SenderCounts",
            description =
                    "How many of the senders in the list of senders do what with mail to this server, as far as the"
                            + " policy decides. It does not matter whether the server can be reached.")
    public record CountsDocument(
            @Schema(description = "Senders that deliver.", examples = "8", required = true)
            int delivers,

            @Schema(
                    description = "Senders that pass over the server, and try again later if no other is left.",
                    examples = "9",
                    required = true)
            int defers,

            @Schema(
                    description = "Senders that pass over the server, and return the mail if no other is left.",
                    examples = "2",
                    required = true)
            int refuses,

            @Schema(description = "Senders of which that is not known.", examples = "8", required = true)
            int unknown) {}

    static MailImpactDocument of(MailImpact impact) {
        return new MailImpactDocument(
                impact.strict(),
                impact.resultType(),
                new CountsDocument(
                        impact.count(Delivery.DELIVERS),
                        impact.count(Delivery.DEFERS),
                        impact.count(Delivery.REFUSES),
                        impact.count(Delivery.UNKNOWN)));
    }
}
