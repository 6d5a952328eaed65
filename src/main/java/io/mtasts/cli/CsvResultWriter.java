package io.mtasts.cli;

import io.mtasts.document.ProblemDocument;
import io.mtasts.document.ReportDocument;
import io.mtasts.expect.Assessment;
import io.mtasts.text.CsvCell;
import io.mtasts.text.KebabCase;
import java.io.IOException;
import java.io.Writer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Results as a table with a row for each domain. RFC 4180. */
final class CsvResultWriter implements ResultWriter {

    private static final String COLUMNS = "given,domain,result,verdict,mail,severity,coverage,unmet,summary\r\n";

    private final Writer out;

    CsvResultWriter(Writer out) throws IOException {
        this.out = out;
        out.write(COLUMNS);
    }

    @Override
    public void write(CheckedDomain checked) throws IOException {
        ReportDocument report = checked.report();
        ProblemDocument problem = checked.problem();
        String unmet = checked.unmet().stream().map(Assessment::expectation).collect(Collectors.joining(" "));
        String summary = problem != null ? problem.detail() : report == null ? "" : report.summary();
        Stream<String> facts = report == null
                ? Stream.of("", checked.resultName(), "", "", "", "")
                : Stream.of(
                        report.domain(),
                        checked.resultName(),
                        report.verdict() == null ? "unknown" : report.verdict().toString(),
                        KebabCase.of(report.mail()),
                        KebabCase.of(report.severity()),
                        KebabCase.of(report.coverage().status()));
        out.write(Stream.concat(Stream.concat(Stream.of(checked.given().text()), facts), Stream.of(unmet, summary))
                .map(SafeText::line)
                .map(CsvCell::of)
                .collect(Collectors.joining(",", "", "\r\n")));
    }

    @Override
    public void end(ExitCode result) {
        // A table has no end.
    }
}
