package io.mtasts.document;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mtasts.document.ReportDocument.UncheckedDocument;
import io.mtasts.finding.Finding;
import io.mtasts.name.DomainInput;
import io.mtasts.probe.PartialProber.TimedResult;
import io.mtasts.sts.PolicyId;
import io.mtasts.verdict.Lookup;
import io.mtasts.verdict.RecordOnlyCheck;
import io.mtasts.verdict.Verdict;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The JSON document about a domain without MTA-STS whose record alone was looked up. Its members are those of a
 * {@link ReportDocument} that rest on the record. The member unchecked lists the rest.
 */
@RegisterForReflection // written as JSON outside of a resource
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RecordReportDocument(
        String domain,
        @Nullable String unicodeDomain,
        Verdict verdict,
        WorstSeverity severity,
        String summary,
        List<UncheckedDocument> unchecked,
        RecordDocument record,
        List<FindingDocument> findings,
        List<CorrectionDocument> corrections,
        Instant checkedAt,
        long durationMs,
        BuildInfo service)
        implements DomainDocument {

    /** Returns the document of a lookup that found no MTA-STS, with the findings about the input. */
    public static RecordReportDocument notConfigured(
            DomainInput.Accepted input, TimedResult<Lookup<String>> lookup, RecordOnlyCheck check) {
        String domain = input.name().ascii();
        List<Finding> findings = new ArrayList<>(input.findings());
        findings.addAll(check.findings());
        return new RecordReportDocument(
                domain,
                DocumentValues.unicodeIfDifferent(input.unicode(), domain),
                Verdict.NOT_CONFIGURED,
                WorstSeverity.of(findings),
                check.summary(),
                RecordOnlyCheck.UNCHECKED.stream().map(UncheckedDocument::of).toList(),
                RecordDocument.of(lookup.value(), check.result(), PolicyId.Match.UNKNOWN),
                FindingDocument.of(Finding.worstFirst(findings)),
                List.of(),
                lookup.checkedAt(),
                lookup.took().toMillis(),
                BuildInfo.CURRENT);
    }
}
