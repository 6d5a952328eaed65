package io.mtasts.web;

import io.mtasts.document.CatalogueEntryDocument;
import io.mtasts.document.DmarcDocument;
import io.mtasts.document.ExplainedReportDocument;
import io.mtasts.document.MxDocument;
import io.mtasts.document.ProblemDocument;
import io.mtasts.document.ReportDocument;
import io.mtasts.document.SenderReadingDocument;
import io.mtasts.document.SendersDocument;
import io.mtasts.document.SetupDocument;
import io.mtasts.document.TlsRptReportDocument;
import io.mtasts.document.ValidationDocument;
import io.mtasts.setup.SetupRequest.IdSource;
import io.mtasts.setup.SetupRequest.PatternStyle;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The pieces of the pages, in the order in which they are sent. */
@CheckedTemplate(basePath = "page")
final class Templates {

    private Templates() {}

    /** Renders the page from the first byte to the form. */
    static native TemplateInstance start(PageTop top);

    /** Renders the start of the section that shows the progress. */
    static native TemplateInstance running(CheckForm form, String domain, String typed);

    /** Renders the progress so far. It replaces the previous step. */
    static native TemplateInstance step(ProgressView step);

    /**
     * Renders the result of a check.
     *
     * @param reply the code in a returned mail that the page explains, null if there is none
     */
    static native TemplateInstance result(
            Headline headline,
            ReportDocument report,
            List<SenderReadingDocument> senders,
            @Nullable ReplyView reply,
            List<String> json);

    /** Renders the result of a DMARC check. */
    static native TemplateInstance dmarc(
            Headline headline, DmarcDocument report, List<DmarcTagView> tags, DmarcForm generator, List<String> json);

    /** Renders what to publish. */
    static native TemplateInstance setup(
            Headline headline, SetupDocument setup, PatternStyle patterns, IdSource id, List<String> json);

    /**
     * Renders the form of a plan and what it led to.
     *
     * @param headline the headline of the plan, null if there is none
     * @param shown the domain for people
     */
    static native TemplateInstance plan(
            @Nullable Headline headline, PlanForm form, PlanView view, String shown, List<String> json);

    /** Renders what a policy would do. */
    static native TemplateInstance preview(Headline headline, ReportDocument report, List<String> policy);

    /** Renders the mail servers of a domain. */
    static native TemplateInstance mx(Headline headline, MxDocument mx, List<String> json);

    /**
     * Renders the TLS reporting of a domain.
     *
     * @param generated the record for the destinations, empty if these were rejected
     * @param rejection why the destinations were rejected, otherwise empty
     */
    static native TemplateInstance tlsrpt(
            Headline headline,
            TlsRptReportDocument report,
            String rua,
            String generated,
            String rejection,
            List<String> json);

    /**
     * Renders the page of a list from the first byte to its form and, if a list was sent, the start of its table.
     *
     * @param count the number of rows that follow, 0 if no list was sent
     * @param rejection why the list was rejected, otherwise empty
     * @param groups what the rows can be filtered by
     */
    static native TemplateInstance list(
            String title, List<String> typed, int count, String rejection, List<BulkRow.Group> groups);

    /** Renders a row of the table. */
    static native TemplateInstance row(BulkRow row);

    /** Renders the end of the table, if there is one, and what it counted. */
    static native TemplateInstance listEnd(BulkTally tally);

    /** Renders a problem instead of a result. */
    static native TemplateInstance problem(CheckForm form, ProblemDocument problem, String typed, List<String> json);

    /**
     * Renders the explanation of a code.
     *
     * @param meaning the meaning of a code of problems, empty for a finding
     * @param entry the finding, null for a code of problems
     */
    static native TemplateInstance code(
            String title, String code, String meaning, @Nullable CatalogueEntryDocument entry);

    /**
     * Renders the form with texts to validate.
     *
     * @param result the readings, null if there are none
     * @param rejection why the texts were rejected, otherwise empty
     */
    static native TemplateInstance validate(ValidationForm form, @Nullable ValidationDocument result, String rejection);

    /**
     * Renders the page of TLS reports, without its end.
     *
     * @param report the explained report, null if there is none
     * @param rejection why the file was rejected, otherwise empty
     */
    static native TemplateInstance reports(String title, @Nullable ExplainedReportDocument report, String rejection);

    /** Renders what is known of senders. */
    static native TemplateInstance senders(SendersDocument data);

    /** Renders the list of all codes. */
    static native TemplateInstance codes(Set<String> problems, Collection<CatalogueEntryDocument> findings);

    /** Renders the end of a page, after the explanations if they belong to it. */
    static native TemplateInstance end(Explanation explanation);
}
