package io.mtasts.document;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mtasts.document.ReportDocument.FindingDocument;
import io.mtasts.finding.Finding;
import io.mtasts.name.DomainInput;
import io.mtasts.probe.PartialProber.MailServers;
import io.mtasts.probe.PartialProber.TimedResult;
import io.mtasts.verdict.HostLookup;
import io.mtasts.verdict.MxCheck;
import io.mtasts.verdict.MxRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The mail servers of a domain, in JSON. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "MailServers", description = "Where mail to a domain goes (RFC 5321, 5.1; RFC 7505).")
public record MxDocument(
        @Schema(description = "The domain in A-label form.", examples = "example.com", required = true)
        String domain,

        @Schema(description = "The domain in Unicode, only where that differs.", examples = "bücher.example") @Nullable
        String unicodeDomain,

        @Schema(
                description =
                        "Whether MX records name the servers (explicit), or the domain itself takes mail for want of"
                                + " any (implicit), or it says that it takes none (null-mx), or mail has nowhere to go (none).",
                enumeration = {"explicit", "implicit", "null-mx", "none"},
                examples = "explicit",
                required = true)
        String status,

        @Schema(description = "Every mail server once, by preference.", required = true)
        List<TargetDocument> hosts,

        @Schema(
                description = "The severity of the worst finding; ok where there is none.",
                enumeration = {"ok", "info", "warning", "error", "critical"},
                examples = "ok",
                required = true)
        String severity,

        @Schema(description = "What was found, worst first.", required = true)
        List<FindingDocument> findings,

        @Schema(description = "When the look-up began.", examples = "2026-11-23T12:00:00Z", required = true)
        Instant checkedAt,

        @Schema(description = "How long it took, in milliseconds.", examples = "14", required = true)
        long durationMs) {

    /** A mail server in the document. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "MxTarget", description = "A mail server, and where its name leads.")
    public record TargetDocument(
            @Schema(
                    description = "The preference of its MX record; left out where the domain itself stands in for want"
                            + " of one.",
                    examples = "10")
            @Nullable
            Integer preference,

            @Schema(description = "The name in the MX record.", examples = "mx1.example.com", required = true)
            String host,

            @Schema(
                    description =
                            "Whether the name has an address; unknown where a look-up failed, and beyond the first"
                                    + " hundred servers.",
                    enumeration = {"resolved", "unresolvable", "unknown"},
                    examples = "resolved",
                    required = true)
            String status,

            @Schema(description = "Its addresses.", examples = "[\"198.51.100.25\"]", required = true)
            List<String> addresses,

            @Schema(
                    description = "The aliases that were followed, in order; there should be none (RFC 2181, 10.3).",
                    examples = "[]",
                    required = true)
            List<String> cnames) {

        static TargetDocument of(MxCheck.MailServer server) {
            return new TargetDocument(
                    server.implicit() ? null : server.preference(),
                    server.name(),
                    server.lookup().map(TargetDocument::status).orElse("unknown"),
                    server.lookup()
                            .map(HostLookup::addresses)
                            .map(CoverageDocument::texts)
                            .orElse(List.of()),
                    server.lookup().map(HostLookup::cnames).orElse(List.of()));
        }

        private static String status(HostLookup lookup) {
            return lookup.absent() ? "unresolvable" : lookup.addresses().isEmpty() ? "unknown" : "resolved";
        }
    }

    public static MxDocument of(DomainInput.Accepted input, TimedResult<MailServers> seen, MxCheck check) {
        String domain = input.name().ascii();
        List<Finding> findings = new ArrayList<>(input.findings());
        findings.addAll(check.findings());
        return new MxDocument(
                domain,
                ReportDocument.different(input.unicode(), domain),
                status(check, seen.value().mx().records()),
                check.servers().stream().map(TargetDocument::of).toList(),
                ReportDocument.severity(findings),
                ReportDocument.documents(findings),
                seen.checkedAt(),
                seen.took().toMillis());
    }

    private static String status(MxCheck check, List<MxRecord> records) {
        if (check.servers().isEmpty()) {
            return records.isEmpty() ? "none" : "null-mx";
        }
        return records.isEmpty() ? "implicit" : "explicit";
    }
}
