package io.mtasts.web;

import io.mtasts.document.BulkResultDocument;
import io.mtasts.document.ProblemDocument;
import io.mtasts.document.ReportDocument;
import io.quarkus.qute.TemplateExtension;
import java.util.List;
import java.util.stream.Collectors;

/** What the row of a list says in words. */
@TemplateExtension
final class ListExtensions {

    private static final List<String> SEVERITIES = List.of("ok", "info", "warning", "error", "critical");

    private ListExtensions() {}

    static String state(BulkResultDocument line) {
        return line.map(ReportExtensions::heading, ProblemExtensions::heading);
    }

    /** The colour: one of good, warn, bad, calm. */
    static String tone(BulkResultDocument line) {
        return line.map(ReportExtensions::tone, problem -> "calm");
    }

    /** For programs: the verdict, or the code of the problem. */
    static String outcome(BulkResultDocument line) {
        return line.map(ReportExtensions::verdict, ProblemDocument::code);
    }

    static String severity(BulkResultDocument line) {
        return line.map(ReportDocument::severity, problem -> "");
    }

    /** By which rows are put in order: the worst is the greatest; without a report there is nothing to say. */
    static int rank(BulkResultDocument line) {
        return SEVERITIES.indexOf(severity(line));
    }

    static String tells(BulkResultDocument line) {
        return line.map(ReportDocument::summary, ProblemDocument::detail);
    }

    static String codes(BulkResultDocument line) {
        return line.map(ListExtensions::codes, problem -> "");
    }

    private static String codes(ReportDocument report) {
        return report.findings().stream()
                .map(ReportDocument.FindingDocument::code)
                .distinct()
                .collect(Collectors.joining(" "));
    }
}
