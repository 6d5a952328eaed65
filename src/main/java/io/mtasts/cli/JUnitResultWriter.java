package io.mtasts.cli;

import io.mtasts.document.FindingDocument;
import io.mtasts.document.ProblemDocument;
import io.mtasts.document.ReportDocument;
import io.mtasts.expect.Assessment;
import io.mtasts.expect.ExpectationOutcome;
import io.mtasts.text.KebabCase;
import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.util.stream.Collectors;

/** Results as test suites in the format of JUnit: a suite for each domain, and a test for each expectation. */
final class JUnitResultWriter implements ResultWriter {

    private static final int MILLIS = 3;

    private final Writer out;

    JUnitResultWriter(Writer out) throws IOException {
        this.out = out;
        out.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"mta-sts\">\n");
    }

    @Override
    public void write(CheckedDomain checked) throws IOException {
        ProblemDocument problem = checked.problem();
        long failures = count(checked, ExpectationOutcome.DOES_NOT_HOLD);
        long errors = count(checked, ExpectationOutcome.NOT_KNOWN) + (problem == null ? 0 : 1);
        int tests = checked.assessments().size() + (problem == null ? 0 : 1);
        out.write("  <testsuite" + attribute("name", checked.name()) + attribute("tests", Integer.toString(tests))
                + attribute("failures", Long.toString(failures)) + attribute("errors", Long.toString(errors))
                + attribute("time", seconds(checked)) + ">\n");
        for (Assessment assessment : checked.assessments()) {
            test(checked, assessment);
        }
        if (problem != null) {
            test(checked, "check", "error", problem.code(), problem.detail());
        }
        out.write("  </testsuite>\n");
    }

    @Override
    public void end(ExitCode result) throws IOException {
        out.write("</testsuites>\n");
    }

    private static long count(CheckedDomain checked, ExpectationOutcome outcome) {
        return checked.assessments().stream()
                .filter(assessment -> assessment.outcome() == outcome)
                .count();
    }

    private void test(CheckedDomain checked, Assessment assessment) throws IOException {
        switch (assessment.outcome()) {
            case HOLDS ->
                out.write("    <testcase" + attribute("classname", checked.name())
                        + attribute("name", assessment.expectation()) + "/>\n");
            case DOES_NOT_HOLD ->
                test(checked, assessment.expectation(), "failure", "does-not-hold", assessment.sentence());
            case NOT_KNOWN -> test(checked, assessment.expectation(), "error", "not-known", assessment.sentence());
        }
    }

    private void test(CheckedDomain checked, String name, String element, String type, String message)
            throws IOException {
        out.write("    <testcase" + attribute("classname", checked.name()) + attribute("name", name) + ">\n      <"
                + element + attribute("type", type) + attribute("message", message) + ">" + escape(findings(checked))
                + "</" + element + ">\n    </testcase>\n");
    }

    private static String findings(CheckedDomain checked) {
        ReportDocument report = checked.report();
        return report == null
                ? ""
                : report.findings().stream().map(JUnitResultWriter::text).collect(Collectors.joining("\n"));
    }

    private static String text(FindingDocument finding) {
        return KebabCase.of(finding.severity()) + " " + finding.code().code() + ": "
                + SafeText.line(finding.message() + " " + finding.remedy());
    }

    private static String seconds(CheckedDomain checked) {
        ReportDocument report = checked.report();
        return BigDecimal.valueOf(report == null ? 0 : report.durationMs(), MILLIS)
                .toPlainString();
    }

    private static String attribute(String name, String value) {
        return " " + name + "=\"" + escape(SafeText.line(value)) + "\"";
    }

    /** Escapes markup. Control characters, which XML 1.0 does not allow, are spelled out before. */
    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
