package io.mtasts.document;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mtasts.sts.MxPattern;
import io.mtasts.verdict.Coverage;
import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The coverage of the mail servers in the document. */
@Schema(
        name = "Coverage",
        description = "The real mail servers of the domain, held against the patterns of the policy.")
public record CoverageDocument(
        @Schema(
                description = "How many of them are covered; not-applicable without a valid policy in mode enforce or"
                        + " testing, or without a mail server.",
                enumeration = {"complete", "partial", "none", "not-applicable"},
                examples = "partial",
                required = true)
        String status,

        @Schema(description = "Every mail server once, by preference.", required = true)
        List<MailServerDocument> hosts,

        @Schema(
                description = "Patterns of the policy that no mail server matches.",
                examples = "[\"old.example.com\"]",
                required = true)
        List<String> unusedPatterns) {

    /** A mail server in the document. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "MailServer", description = "A mail server of the domain.")
    public record MailServerDocument(
            @Schema(
                    description = "The preference of its MX record; left out where the domain itself stands in for want"
                            + " of one.",
                    examples = "10")
            @Nullable
            Integer preference,

            @Schema(description = "The name in the MX record.", examples = "mx1.example.com", required = true)
            String host,

            @Schema(
                    description = "Whether a pattern matches it. Left out where the coverage is not applicable.",
                    examples = "true")
            @Nullable
            Boolean covered,

            @Schema(description = "The first pattern that matches it.", examples = "*.example.com") @Nullable
            String matchedBy,

            @Schema(description = "Its addresses.", examples = "[\"198.51.100.25\"]", required = true)
            List<String> addresses,

            @Schema(
                    description = "Whether a sender that enforces the policy would deliver to it: covered, and its"
                            + " certificate valid. Left out where that is not known, as it is unless the service is"
                            + " configured to connect to mail servers.",
                    examples = "true")
            @Nullable
            Boolean deliverable,

            @Schema(description = "Its TLS; left out where it was not connected to.") @Nullable
            StarttlsDocument starttls) {

        static MailServerDocument of(Coverage.Host host, Instant now) {
            return new MailServerDocument(
                    host.implicit() ? null : host.preference(),
                    host.name(),
                    host.covered().orElse(null),
                    host.matchedBy().map(MxPattern::toString).orElse(null),
                    texts(host.addresses()),
                    host.deliverable().orElse(null),
                    host.starttls()
                            .map(probe -> StarttlsDocument.of(probe, now))
                            .orElse(null));
        }
    }

    static CoverageDocument of(Coverage coverage, Instant now) {
        return new CoverageDocument(
                ReportDocument.lower(coverage.status()),
                coverage.hosts().stream()
                        .map(host -> MailServerDocument.of(host, now))
                        .toList(),
                coverage.unusedPatterns().stream().map(MxPattern::toString).toList());
    }

    static List<String> texts(List<InetAddress> addresses) {
        return addresses.stream().map(InetAddress::getHostAddress).toList();
    }
}
