package io.mtasts.document;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import io.mtasts.check.CheckReport;
import io.mtasts.check.Include;
import io.mtasts.finding.CheckedPart;
import io.mtasts.verdict.MailOutcome;
import io.mtasts.verdict.RememberedPolicy;
import io.mtasts.verdict.Report;
import io.mtasts.verdict.Unchecked;
import io.mtasts.verdict.Verdict;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The JSON document about the MTA-STS of a domain. Members that do not apply are left out. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Report", description = "The MTA-STS status of a domain. Members that do not apply are left out.")
public record ReportDocument(
        @Schema(
                description = "The domain in A-label form: lower case, without a trailing dot.",
                examples = "xn--bcher-kva.example",
                required = true)
        String domain,

        @Schema(description = "The domain in Unicode, only if it differs.", examples = "bücher.example") @Nullable
        String unicodeDomain,

        @Schema(
                description = "How a sender with an empty cache that strictly follows RFC 8461 treats the domain today."
                        + " The value is unknown only in the member observed of a problem.",
                examples = "enforcing",
                required = true)
        @UnknownIfNull
        @Nullable
        Verdict verdict,

        @Schema(
                description = "Only in a preview, where the member verdict is the result of the previewed policy: the"
                        + " current verdict, or unknown.",
                implementation = Verdict.class,
                examples = "testing")
        @Nullable
        CurrentVerdict verdictToday,

        @Schema(
                description = "The severity of the worst finding, or ok if there are none.",
                examples = "critical",
                required = true)
        WorstSeverity severity,

        @Schema(
                description = "The verdict in one sentence.",
                examples = "example.com enforces MTA-STS, but backup.example.net is not covered by its policy: senders"
                        + " refuse to deliver to it.",
                required = true)
        String summary,

        @Schema(
                description = "What happens to mail from senders that honour MTA-STS and remember no earlier policy:"
                        + " protected (delivered over verified TLS only), unprotected (delivered as if there were no"
                        + " MTA-STS), at-risk (such senders refuse some of the mail servers), refused (they refuse"
                        + " all), not-accepted (null MX, no mail server, or none that can be reached), or unknown. The"
                        + " member unchecked lists what this does not rest on.",
                examples = "at-risk",
                required = true)
        MailOutcome mail,

        @Schema(
                description = "The mail servers that such senders refuse, by preference.",
                examples = "[\"backup.example.net\"]",
                required = true)
        List<String> refusedHosts,

        @Schema(
                description = "What the document does not rest on, because it was not looked at or could not be"
                        + " determined.",
                required = true)
        List<UncheckedDocument> unchecked,

        @Schema(
                description = "What a sender does that cached the policy served today. It goes on applying the policy,"
                        + " even if the record or the policy host fails meanwhile (RFC 8461, 5.1). Left out if senders"
                        + " accept no policy today.")
        @Nullable
        RememberedDocument remembered,

        @Schema(description = "Who operates the targets of the aliases of record and policy host.", required = true)
        DelegationDocument delegation,

        @Schema(description = "The TXT record.", required = true)
        RecordDocument record,

        @Schema(description = "The policy, and how it was fetched.", required = true)
        PolicyDocument policy,

        @Schema(description = "Which mail servers the policy covers.", required = true)
        CoverageDocument coverage,

        @Schema(description = "The TLS reporting record (RFC 8460).", required = true)
        TlsRptDocument tlsRpt,

        @Schema(
                description =
                        "What each known sender makes of the domain. Only if the parameter include names senders.")
        @Nullable
        List<SenderReadingDocument> senders,

        @Schema(
                description = "What each authoritative name server says about the record. Only with the parameter"
                        + " include=replicas.")
        @Nullable
        ReplicasDocument replicas,

        @Schema(description = "The findings, worst first.", required = true)
        List<FindingDocument> findings,

        @Schema(description = "The corrected texts to publish, one for each text that should change.", required = true)
        List<CorrectionDocument> corrections,

        @Schema(description = "When the check started.", examples = "2026-11-23T12:00:00Z", required = true)
        Instant checkedAt,

        @Schema(description = "The duration of the check in milliseconds.", examples = "143", required = true)
        long durationMs,

        @Schema(description = "When each part was known.", required = true)
        TimingsDocument timings,

        @Schema(description = "The build of the service that made the report.", required = true)
        BuildInfo service)
        implements DomainDocument {

    /** What was not checked. */
    @Schema(name = "Unchecked", description = "A part that was not looked at, or not completely.")
    public record UncheckedDocument(
            @Schema(description = "The part.", examples = "starttls", required = true)
            CheckedPart part,

            @Schema(description = "Why it was not checked, in a few words.", examples = "off", required = true)
            String reason) {

        static UncheckedDocument of(Unchecked unchecked) {
            return new UncheckedDocument(unchecked.part(), unchecked.reason());
        }
    }

    /** The policy in the cache of a sender. */
    @Schema(name = "Remembered", description = "The policy that is served today, in the cache of a sender.")
    public record RememberedDocument(
            @Schema(
                    description = "When a sender that fetches the policy now forgets it at the latest.",
                    examples = "2026-12-07T12:00:00Z",
                    required = true)
            Instant untilAtMost,

            @Schema(
                    description =
                            "The mail servers that the policy does not cover, by preference. In mode enforce such a"
                                    + " sender refuses them.",
                    examples = "[\"backup.example.net\"]",
                    required = true)
            List<String> uncovered) {

        static RememberedDocument of(RememberedPolicy policy) {
            return new RememberedDocument(policy.untilAtMost(), policy.uncovered());
        }
    }

    /**
     * The verdict of today in a preview.
     *
     * @param verdict null if it is not known
     */
    public record CurrentVerdict(@Nullable Verdict verdict) {

        /** Returns the value in documents. */
        @Override
        @JsonValue
        public String toString() {
            return verdict == null ? "unknown" : verdict.toString();
        }
    }

    /** When each part was known. */
    @Schema(
            name = "Timings",
            description = "Milliseconds from the start of the check. For the policy, milliseconds from the moment when"
                    + " the addresses of its host were known.")
    public record TimingsDocument(
            @Schema(description = "The TXT record.", examples = "12", required = true)
            long recordMs,

            @Schema(description = "The MX records.", examples = "14", required = true)
            long mxMs,

            @Schema(description = "The addresses of the Policy Host.", examples = "11", required = true)
            long policyHostMs,

            @Schema(description = "The fetch of the policy.", examples = "87", required = true)
            long policyMs,

            @Schema(description = "The TLS reporting record.", examples = "12", required = true)
            long tlsRptMs) {}

    /** Returns the document of a check or preview. */
    public static ReportDocument of(CheckReport checked) {
        return of(
                checked.input().unicode(),
                checked.report(),
                checked.today()
                        .map(today -> new CurrentVerdict(today.verdict().orElse(null)))
                        .orElse(null),
                checked.include().contains(Include.SENDERS) ? SenderReadingDocument.of(checked.report()) : null);
    }

    /** @param unicodeDomain the domain in Unicode, which may be the same as in A-labels */
    private static ReportDocument of(
            String unicodeDomain,
            Report report,
            @Nullable CurrentVerdict verdictToday,
            @Nullable List<SenderReadingDocument> senders) {
        var observations = report.observations();
        String domain = observations.domain().ascii();
        var timings = observations.timings();
        return new ReportDocument(
                domain,
                DocumentValues.unicodeIfDifferent(unicodeDomain, domain),
                report.verdict().orElse(null),
                verdictToday,
                WorstSeverity.of(report.severity()),
                report.summary(),
                report.mail().outcome(),
                report.mail().refusedHosts(),
                report.unchecked().stream().map(UncheckedDocument::of).toList(),
                report.remembered().map(RememberedDocument::of).orElse(null),
                DelegationDocument.of(report.delegation()),
                RecordDocument.of(report),
                PolicyDocument.of(report),
                CoverageDocument.of(report),
                TlsRptDocument.of(observations.tlsRpt().lookup(), report.tlsRpt()),
                senders,
                observations.replicas().map(ReplicasDocument::of).orElse(null),
                FindingDocument.of(report.findings()),
                CorrectionDocument.of(report.corrections()),
                observations.checkedAt(),
                timings.total().toMillis(),
                new TimingsDocument(
                        timings.record().toMillis(),
                        timings.mx().toMillis(),
                        timings.policyHost().toMillis(),
                        timings.policy().toMillis(),
                        timings.tlsRpt().toMillis()),
                BuildInfo.CURRENT);
    }
}
