package io.mtasts.cli;

import io.mtasts.document.FindingDocument;
import io.mtasts.document.ProblemDocument;
import io.mtasts.document.ReportDocument;
import io.mtasts.expect.Assessment;
import io.mtasts.text.KebabCase;
import java.io.IOException;
import java.io.Writer;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** Results for people. Characters that control a terminal are spelled out. */
final class TextResultWriter implements ResultWriter {

    private final Writer out;
    private final boolean colours;
    private final Map<ExitCode, Integer> counts = new EnumMap<>(ExitCode.class);

    /** The colours, as parameters of an escape sequence. ECMA-48, 8.3.117. */
    private enum Colour {
        GREEN("32"),
        YELLOW("33"),
        RED("31"),
        BOLD("1");

        private final String code;

        Colour(String code) {
            this.code = code;
        }
    }

    TextResultWriter(Writer out, boolean colours) {
        this.out = out;
        this.colours = colours;
    }

    @Override
    public void write(CheckedDomain checked) throws IOException {
        counts.merge(checked.result(), 1, Integer::sum);
        ReportDocument report = checked.report();
        ProblemDocument problem = checked.problem();
        line("", paint(Colour.BOLD, shown(checked.name())) + ": " + paint(colour(checked.result()), status(checked)));
        if (problem != null) {
            line("  ", shown(problem.detail()));
        } else if (report != null) {
            line("  ", shown(report.summary()));
            for (FindingDocument finding : report.findings()) {
                finding(finding);
            }
        }
        for (Assessment assessment : checked.assessments()) {
            assessment(assessment);
        }
    }

    @Override
    public void end(ExitCode result) throws IOException {
        int total = counts.values().stream().mapToInt(Integer::intValue).sum();
        if (total > 1) {
            line(
                    "",
                    String.format(
                            Locale.ROOT,
                            "%d domains: %d as expected, %d not as expected, %d not determined, %d invalid",
                            total,
                            count(ExitCode.AS_EXPECTED),
                            count(ExitCode.NOT_AS_EXPECTED),
                            count(ExitCode.NOT_DETERMINED),
                            count(ExitCode.USAGE)));
        }
    }

    private int count(ExitCode result) {
        return counts.getOrDefault(result, 0);
    }

    private static String status(CheckedDomain checked) {
        ReportDocument report = checked.report();
        if (checked.problem() != null || report == null || report.verdict() == null) {
            return checked.result() == ExitCode.USAGE ? "not a domain name" : "not determined";
        }
        return report.verdict() + ", mail " + KebabCase.of(report.mail());
    }

    private void finding(FindingDocument finding) throws IOException {
        String severity = KebabCase.of(finding.severity());
        line("  ", paint(colour(finding), severity) + " " + finding.code().code() + ": " + shown(finding.message()));
        if (!finding.remedy().isEmpty()) {
            line("    ", SafeText.lines(finding.remedy(), "    "));
        }
    }

    private void assessment(Assessment assessment) throws IOException {
        switch (assessment.outcome()) {
            case HOLDS -> line("  ", paint(Colour.GREEN, "ok") + "   " + assessment.expectation());
            case DOES_NOT_HOLD ->
                line(
                        "  ",
                        paint(Colour.RED, "FAIL") + " " + assessment.expectation() + ", but it is "
                                + assessment.observed());
            case NOT_KNOWN -> line("  ", paint(Colour.YELLOW, "?") + "    " + assessment.expectation() + ", not known");
        }
    }

    private static Colour colour(ExitCode result) {
        return switch (result) {
            case AS_EXPECTED -> Colour.GREEN;
            case NOT_DETERMINED -> Colour.YELLOW;
            case NOT_AS_EXPECTED, USAGE -> Colour.RED;
        };
    }

    private static Colour colour(FindingDocument finding) {
        return switch (finding.severity()) {
            case CRITICAL, ERROR -> Colour.RED;
            case WARNING -> Colour.YELLOW;
            case INFO -> Colour.BOLD;
        };
    }

    private String paint(Colour colour, String text) {
        return colours ? "\u001b[" + colour.code + "m" + text + "\u001b[0m" : text;
    }

    private static String shown(String text) {
        return SafeText.line(text);
    }

    private void line(String indent, String text) throws IOException {
        out.write(indent + text + "\n");
    }
}
