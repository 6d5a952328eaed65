package io.mtasts.document;

import com.fasterxml.jackson.annotation.JsonInclude;
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

/** The JSON document about the mail servers of a domain. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "MailServers", description = "The mail servers of a domain (RFC 5321, 5.1; RFC 7505).")
public record MxDocument(
        @Schema(description = "The domain in A-label form.", examples = "example.com", required = true)
        String domain,

        @Schema(description = "The domain in Unicode, only if it differs.", examples = "bücher.example") @Nullable
        String unicodeDomain,

        @Schema(
                description = "Where the mail servers come from: explicit if MX records name them, implicit if there"
                        + " are no MX records and the domain itself has an address, null-mx if the domain declares"
                        + " that it accepts no mail, none if there is no mail server.",
                examples = "explicit",
                required = true)
        Status status,

        @Schema(
                description = "The severity of the worst finding, or ok if there are none.",
                examples = "ok",
                required = true)
        WorstSeverity severity,

        @Schema(
                description = "What was found, in one sentence.",
                examples = "Mail to example.com goes to 2 mail servers.",
                required = true)
        String summary,

        @Schema(description = "The mail servers, each one once, by preference.", required = true)
        List<TargetDocument> hosts,

        @Schema(description = "The findings, worst first.", required = true)
        List<FindingDocument> findings,

        @Schema(description = "When the lookup started.", examples = "2026-11-23T12:00:00Z", required = true)
        Instant checkedAt,

        @Schema(description = "The duration of the lookup in milliseconds.", examples = "14", required = true)
        long durationMs,

        @Schema(description = "The build of the service.", required = true)
        BuildInfo service)
        implements DomainDocument {

    /** Where the mail servers of a domain come from. */
    public enum Status {
        /** MX records name them. */
        EXPLICIT,
        /** There are no MX records, and the domain itself has an address. RFC 5321, 5.1. */
        IMPLICIT,
        /** The domain accepts no mail. RFC 7505. */
        NULL_MX,
        /** There is no mail server. */
        NONE
    }

    /** A mail server in a document. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "MxTarget", description = "A mail server and its addresses.")
    public record TargetDocument(
            @Schema(
                    description = "The preference of its MX record. Left out if the domain has no MX record and is"
                            + " its own mail server.",
                    examples = "10")
            @Nullable
            Integer preference,

            @Schema(description = "The name in the MX record.", examples = "mx1.example.com", required = true)
            String host,

            @Schema(
                    description = "Whether the name has an address. The value is unknown if the lookup failed, and for"
                            + " all servers after the first hundred.",
                    examples = "resolved",
                    required = true)
            AddressStatus status,

            @Schema(description = "Its addresses.", examples = "[\"198.51.100.25\"]", required = true)
            List<String> addresses,

            @Schema(
                    description = "The aliases that were followed, in order. There should be none (RFC 2181, 10.3).",
                    examples = "[]",
                    required = true)
            List<String> cnames) {

        /** Whether the name of a mail server has an address. */
        public enum AddressStatus {
            RESOLVED,
            UNRESOLVABLE,
            /** The lookup failed or was not made. */
            UNKNOWN;

            private static AddressStatus of(HostLookup lookup) {
                return lookup.absent() ? UNRESOLVABLE : lookup.addresses().isEmpty() ? UNKNOWN : RESOLVED;
            }
        }

        static TargetDocument of(MxCheck.MailServer server) {
            return new TargetDocument(
                    server.implicit() ? null : server.preference(),
                    server.name(),
                    server.lookup().map(AddressStatus::of).orElse(AddressStatus.UNKNOWN),
                    server.lookup()
                            .map(HostLookup::addresses)
                            .map(DocumentValues::literals)
                            .orElse(List.of()),
                    server.lookup().map(HostLookup::cnames).orElse(List.of()));
        }
    }

    /** Returns the document of a lookup and its check, with the findings about the input. */
    public static MxDocument of(DomainInput.Accepted input, TimedResult<MailServers> lookup, MxCheck check) {
        String domain = input.name().ascii();
        List<Finding> findings = new ArrayList<>(input.findings());
        findings.addAll(check.findings());
        Status status = status(check, lookup.value().mx().records());
        return new MxDocument(
                domain,
                DocumentValues.unicodeIfDifferent(input.unicode(), domain),
                status,
                WorstSeverity.of(findings),
                summary(status, input.unicode(), check.servers().size()),
                check.servers().stream().map(TargetDocument::of).toList(),
                FindingDocument.of(findings),
                lookup.checkedAt(),
                lookup.took().toMillis(),
                BuildInfo.CURRENT);
    }

    private static String summary(Status status, String domain, int servers) {
        return switch (status) {
            case EXPLICIT ->
                "Mail to " + domain + " goes to " + (servers == 1 ? "one mail server." : servers + " mail servers.");
            case IMPLICIT -> domain + " has no MX records, so mail goes to its own addresses.";
            case NULL_MX -> domain + " declares that it accepts no mail.";
            case NONE -> domain + " has no mail server.";
        };
    }

    private static Status status(MxCheck check, List<MxRecord> records) {
        if (check.servers().isEmpty()) {
            return records.isEmpty() ? Status.NONE : Status.NULL_MX;
        }
        return records.isEmpty() ? Status.IMPLICIT : Status.EXPLICIT;
    }
}
