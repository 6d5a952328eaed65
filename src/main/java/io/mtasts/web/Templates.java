package io.mtasts.web;

import io.mtasts.document.BulkResultDocument;
import io.mtasts.document.MxDocument;
import io.mtasts.document.ProblemDocument;
import io.mtasts.document.ReportDocument;
import io.mtasts.document.SetupDocument;
import io.mtasts.document.TlsRptReportDocument;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;

/** The page in pieces, in the order in which they are sent; each is whole in itself only together with its neighbours. */
@CheckedTemplate(basePath = "page")
final class Templates {

    private Templates() {}

    /** From the first byte to the form. */
    static native TemplateInstance start(String title, String typed, boolean rejected);

    /** Opens the running state, which the pieces after it fill. */
    static native TemplateInstance running(String domain, String typed);

    /** What is known so far; takes the place of the step before. */
    static native TemplateInstance step(ProgressView step);

    /** Closes the running state, if there was one, by standing after it. */
    static native TemplateInstance result(ReportDocument report, List<String> json);

    /** In the place of a result: what to publish. */
    static native TemplateInstance setup(SetupDocument setup, String patterns, List<String> json);

    /** In the place of a result: what a policy would do. */
    static native TemplateInstance preview(ReportDocument report, List<String> policy);

    /** Where mail to a domain goes. */
    static native TemplateInstance mx(MxDocument mx, List<String> json);

    /**
     * TLS reporting.
     *
     * @param made the record for the destinations, empty where there is a refusal
     */
    static native TemplateInstance tlsrpt(
            TlsRptReportDocument report, String rua, String made, String refusal, List<String> json);

    /**
     * The form for a list, and the head of its table where it is being checked.
     *
     * @param count how many rows will follow; 0 where nothing was asked
     */
    static native TemplateInstance list(List<String> typed, int count, String refusal);

    /** A row of the table. */
    static native TemplateInstance line(BulkResultDocument line);

    /** Ends the table. */
    static native TemplateInstance listEnd(boolean rows);

    /** In the place of a result. */
    static native TemplateInstance problem(ProblemDocument problem, String typed, List<String> json);

    /** The explanations and the end. */
    static native TemplateInstance end();
}
