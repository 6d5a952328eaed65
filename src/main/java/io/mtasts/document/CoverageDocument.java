package io.mtasts.document;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mtasts.sts.MxPattern;
import io.mtasts.verdict.Coverage;
import io.mtasts.verdict.MailImpact;
import io.mtasts.verdict.Report;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The coverage of the mail servers in a document. */
@Schema(name = "Coverage", description = "The mail servers of the domain, compared with the patterns of the policy.")
public record CoverageDocument(
        @Schema(
                description = "How many of the mail servers are covered. The value is not-applicable if there is no"
                        + " valid policy in mode enforce or testing, or no mail server.",
                examples = "partial",
                required = true)
        Coverage.Status status,

        @Schema(description = "The mail servers, each one once, by preference.", required = true)
        List<MailServerDocument> hosts,

        @Schema(
                description = "The patterns of the policy that match no mail server.",
                examples = "[\"old.example.com\"]",
                required = true)
        List<String> unusedPatterns) {

    /** A mail server in a document. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "MailServer", description = "A mail server of the domain.")
    public record MailServerDocument(
            @Schema(
                    description = "The preference of its MX record. Left out if the domain has no MX record and is"
                            + " its own mail server.",
                    examples = "10")
            @Nullable
            Integer preference,

            @Schema(description = "The name in the MX record.", examples = "mx1.example.com", required = true)
            String host,

            @Schema(
                    description = "Whether a pattern matches the name. Left out if the coverage is not applicable.",
                    examples = "true")
            @Nullable
            Boolean covered,

            @Schema(description = "The first pattern that matches the name.", examples = "*.example.com") @Nullable
            String matchedBy,

            @Schema(description = "Its addresses.", examples = "[\"198.51.100.25\"]", required = true)
            List<String> addresses,

            @Schema(
                    description =
                            "Whether a sender on the Internet may be able to connect to this server, as far as DNS"
                                    + " shows. The value is false if the server has no address, or none that is public.",
                    examples = "true",
                    required = true)
            boolean reachable,

            @Schema(
                    description = "Whether a sender that enforces the policy delivers to this server: it must be"
                            + " covered and present a valid certificate at one of its addresses. Left out if that is not known, which is"
                            + " always so unless the service is configured to connect to mail servers.",
                    examples = "true")
            @Nullable
            Boolean deliverable,

            @Schema(description = "Its TLS.", required = true)
            StarttlsDocument starttls,

            @Schema(description = "Its TLSA records.", required = true)
            DaneDocument dane,

            @Schema(description = "What happens to mail to this server.", required = true)
            MailImpactDocument impact) {

        static MailServerDocument of(Report report, Coverage.Host host, boolean daneLookedUp) {
            Instant now = report.observations().checkedAt();
            return new MailServerDocument(
                    host.implicit() ? null : host.preference(),
                    host.name(),
                    host.covered().orElse(null),
                    host.matchedBy().map(MxPattern::toString).orElse(null),
                    DocumentValues.literals(host.addresses()),
                    host.reachable(),
                    host.deliverable().orElse(null),
                    StarttlsDocument.of(host, now),
                    DaneDocument.of(host, daneLookedUp),
                    MailImpactDocument.of(MailImpact.of(report, host)));
        }
    }

    static CoverageDocument of(Report report) {
        Coverage coverage = report.coverage();
        boolean daneLookedUp =
                coverage.hosts().stream().anyMatch(host -> host.dane().isPresent());
        return new CoverageDocument(
                coverage.status(),
                coverage.hosts().stream()
                        .map(host -> MailServerDocument.of(report, host, daneLookedUp))
                        .toList(),
                coverage.unusedPatterns().stream().map(MxPattern::toString).toList());
    }
}
