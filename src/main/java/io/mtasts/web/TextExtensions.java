package io.mtasts.web;

import io.mtasts.document.PolicyDocument;
import io.mtasts.document.RecordDocument;
import io.mtasts.document.ReportDocument;
import io.quarkus.qute.TemplateExtension;
import java.util.List;
import java.util.stream.Stream;

/** How the templates show published texts: in lines, with the faults marked. */
@TemplateExtension
final class TextExtensions {

    private static final int MOST_LINES = 400;

    private TextExtensions() {}

    /** Every record as one line; the fault is marked in the one that is meant to be it. */
    static List<AnnotatedLine> lines(ReportDocument report, RecordDocument record) {
        List<String> texts = record.texts();
        String meant = texts.stream()
                .filter(text -> text.startsWith("v=STSv1"))
                .findFirst()
                .orElse(texts.isEmpty() ? "" : texts.get(0));
        List<AnnotatedLine.Mark> marks = marks(report, "txt-");
        return texts.stream()
                .map(text -> AnnotatedLine.of(text, text.equals(meant) ? marks : List.of()))
                .toList();
    }

    static List<AnnotatedLine> lines(ReportDocument report, PolicyDocument policy) {
        String text = policy.text();
        return text == null
                ? List.of()
                : AnnotatedLine.all(text, marks(report, "policy-")).stream()
                        .limit(MOST_LINES)
                        .toList();
    }

    static boolean isCut(ReportDocument report, PolicyDocument policy) {
        return lines(report, policy).size() == MOST_LINES;
    }

    private static List<AnnotatedLine.Mark> marks(ReportDocument report, String prefix) {
        return report.findings().stream()
                .filter(finding -> finding.code().startsWith(prefix))
                .filter(finding -> !finding.severity().equals("info"))
                .flatMap(finding -> Stream.ofNullable(finding.place()))
                .map(place -> new AnnotatedLine.Mark(place.line(), place.column(), place.length()))
                .distinct()
                .toList();
    }
}
