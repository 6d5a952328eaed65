package io.mtasts.web;

import io.mtasts.document.CorrectionDocument;
import io.mtasts.document.DomainDocument;
import io.mtasts.document.FindingDocument;
import io.mtasts.document.ReportDocument;
import io.mtasts.finding.Severity;
import io.mtasts.sts.StsRecordFinding;
import io.mtasts.verdict.Verdict;
import io.quarkus.qute.TemplateExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The findings of a document in the order in which a page shows them.
 *
 * @param toDo those that ask for an action
 * @param notes those that ask for none
 * @param corrections the corrected texts that no finding contains
 */
record FindingsView(List<FindingGroup> toDo, List<FindingGroup> notes, List<CorrectionDocument> corrections) {

    /** Returns the view of a document. Each corrected text appears once, in the first finding that needs it. */
    @TemplateExtension
    static FindingsView grouped(DomainDocument document) {
        List<CorrectionDocument> remaining = new ArrayList<>(document.corrections());
        List<FindingGroup> toDo = groups(document, true).stream()
                .map(group -> group.withTexts(remaining))
                .toList();
        remaining.sort(FindingGroup.PUBLISHING_ORDER);
        return new FindingsView(toDo, groups(document, false), List.copyOf(remaining));
    }

    private static List<FindingGroup> groups(DomainDocument document, boolean toDo) {
        Stream<FindingDocument> findings =
                document.findings().stream().filter(finding -> needsAction(document, finding) == toDo);
        return FindingGroup.of(findings, document.corrections());
    }

    /** If MTA-STS is not set up, the missing record is what to begin with, although it is only a note. */
    private static boolean needsAction(DomainDocument document, FindingDocument finding) {
        return finding.severity() != Severity.INFO
                || finding.code() == StsRecordFinding.TXT_ABSENT
                        && document instanceof ReportDocument report
                        && report.verdict() == Verdict.NOT_CONFIGURED;
    }
}
