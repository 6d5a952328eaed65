package io.mtasts.web;

import io.mtasts.document.FindingDocument;
import io.mtasts.sts.PolicyFinding;
import java.util.List;

/** The fields of the form with texts to validate, as they were sent. */
record ValidationForm(String txt, String policy, String contentType, String mx) {

    /** Returns the records, one line each, with their mistakes. */
    public List<AnnotatedLine> recordLines(List<FindingDocument> findings) {
        return ReportExtensions.recordLines(
                txt.lines().filter(line -> !line.isBlank()).toList(), findings);
    }

    /** Returns the lines of the policy, with their mistakes. */
    public List<AnnotatedLine> policyLines(List<FindingDocument> findings) {
        return AnnotatedLine.all(policy, AnnotatedLine.Mark.of(findings, code -> code instanceof PolicyFinding));
    }
}
