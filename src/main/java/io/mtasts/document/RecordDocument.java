package io.mtasts.document;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mtasts.sts.PolicyId;
import io.mtasts.sts.RecordParseResult;
import io.mtasts.sts.StsRecord;
import io.mtasts.verdict.Lookup;
import io.mtasts.verdict.Report;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The TXT record in a document. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "StsRecord", description = "The TXT record at _mta-sts (RFC 8461, 3.1).")
public record RecordDocument(
        @Schema(description = "The name of the record.", examples = "_mta-sts.example.com", required = true)
        String name,

        @Schema(
                description = "The status of the records at this name, unknown if the lookup failed.",
                examples = "valid",
                required = true)
        @UnknownIfNull
        RecordParseResult.@Nullable Status status,

        @Schema(
                description = "All TXT records at this name as published, each with its strings joined.",
                examples = "[\"v=STSv1; id=20260401T090000\"]",
                required = true)
        List<String> texts,

        @Schema(description = "The id of a valid record.", examples = "20260401T090000") @Nullable
        String id,

        @Schema(
                description =
                        "Whether the id was made from the policy that is served. yes or no if the id has the form of"
                                + " such an id: sts and the first 29 hexadecimal digits of the SHA-256 hash of the policy, with LF"
                                + " as line end, without white space at the end of lines, and without blank lines. unknown if the id"
                                + " has another form, or if there is no valid record or policy.",
                examples = "unknown",
                required = true)
        PolicyId.Match idMatchesPolicy,

        @Schema(
                description =
                        "The time to live of the record in seconds, as the resolver reported it. A resolver with a"
                                + " cache reports what is left. Left out if there is no record, or the lookup failed.",
                examples = "3600")
        @Nullable
        Long ttlSeconds,

        @Schema(
                description = "The aliases that were followed, in order.",
                examples = "[\"_mta-sts.provider.example\"]",
                required = true)
        List<String> cnames) {

    static RecordDocument of(Report report) {
        return of(report.observations().record(), report.record(), idMatchesPolicy(report));
    }

    static RecordDocument of(
            Lookup<String> lookup, Optional<RecordParseResult> result, PolicyId.Match idMatchesPolicy) {
        return new RecordDocument(
                lookup.name(),
                result.map(RecordParseResult::status).orElse(null),
                lookup.records(),
                result.flatMap(RecordParseResult::record).map(StsRecord::id).orElse(null),
                idMatchesPolicy,
                lookup.ttlSeconds().isPresent() ? lookup.ttlSeconds().getAsLong() : null,
                lookup.cnames());
    }

    private static PolicyId.Match idMatchesPolicy(Report report) {
        return report.record()
                .flatMap(RecordParseResult::record)
                .filter(record -> report.policy().policy().isPresent())
                .flatMap(record -> report.policy().text().map(policy -> PolicyId.match(record.id(), policy)))
                .orElse(PolicyId.Match.UNKNOWN);
    }
}
