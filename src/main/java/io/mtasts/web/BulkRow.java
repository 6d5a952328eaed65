package io.mtasts.web;

import io.mtasts.document.BulkResultDocument;
import io.mtasts.document.ProblemDocument;
import io.mtasts.document.ReportDocument;
import io.mtasts.document.WorstSeverity;
import io.mtasts.text.KebabCase;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A row of the table of many domains.
 *
 * @param given the domain as it was given in the list
 * @param domain the checked domain, empty if there is no report
 * @param outcome the verdict, or the code of the problem
 * @param severity the severity of the worst finding, empty if there is no report
 * @param rank the order of the severities, -1 if there is no report
 * @param codes the codes of the findings, separated by spaces
 */
record BulkRow(
        String given,
        String domain,
        String outcome,
        String severity,
        String severityLabel,
        int rank,
        String codes,
        String heading,
        Tone tone,
        String text) {

    private static final List<WorstSeverity> SEVERITIES = List.of(WorstSeverity.values());

    static BulkRow of(BulkResultDocument result) {
        return result.map(report -> of(result.given(), report), problem -> of(result.given(), problem));
    }

    private static BulkRow of(String given, ReportDocument report) {
        Headline headline = Headline.of(report);
        return new BulkRow(
                given,
                report.domain(),
                report.verdict() == null ? "unknown" : report.verdict().toString(),
                KebabCase.of(report.severity()),
                FormatExtensions.worstLabel(report.severity()),
                SEVERITIES.indexOf(report.severity()),
                report.findings().stream()
                        .map(finding -> finding.code().code())
                        .distinct()
                        .collect(Collectors.joining(" ")),
                headline.heading(),
                headline.tone(),
                report.summary());
    }

    private static BulkRow of(String given, ProblemDocument problem) {
        return new BulkRow(
                given,
                "",
                problem.code(),
                "",
                "–",
                -1,
                "",
                ProblemExtensions.heading(problem),
                Tone.CALM,
                problem.detail());
    }
}
