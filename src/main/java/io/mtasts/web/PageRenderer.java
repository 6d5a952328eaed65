package io.mtasts.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.mtasts.document.BulkResultDocument;
import io.mtasts.document.DmarcDocument;
import io.mtasts.document.MxDocument;
import io.mtasts.document.ProblemDocument;
import io.mtasts.document.ReportDocument;
import io.mtasts.document.SetupDocument;
import io.mtasts.document.TlsRptReportDocument;
import io.mtasts.name.DomainInput;
import io.mtasts.setup.SetupRequest;
import io.mtasts.text.KebabCase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** A renderer of pages, as a whole or in the pieces that are streamed. */
@ApplicationScoped
class PageRenderer {

    /** Closes the section of the progress. The style sheet hides the section when a result follows it. */
    static final String END_OF_RUNNING = "</div></div>";

    private static final String SERVICE = "MTA-STS Checker";
    private static final int MAX_JSON_LENGTH = 8_000;

    private final ObjectWriter json;

    PageRenderer(ObjectMapper json) {
        this.json = json.writer(ShallowIndenter.printer());
    }

    /** Renders the page with the form only. */
    String form(CheckForm form, String typed) {
        return Templates.start(form, titleOf(form), typed, false, false).render() + end(form.explained());
    }

    /** Renders a whole page with a problem instead of a result. */
    String problem(CheckForm form, ProblemDocument problem, String typed) {
        return Templates.start(
                                form,
                                title(ProblemExtensions.heading(problem)),
                                typed,
                                ProblemExtensions.isRejection(problem),
                                true)
                        .render()
                + failure(form, problem, typed);
    }

    /** Renders the part of the page that needs no result. */
    String beginning(CheckForm form, String typed, DomainInput.Accepted input) {
        return Templates.start(form, title(input.unicode()), typed, false, true).render()
                + Templates.running(form, input.unicode(), typed).render();
    }

    String step(ProgressView step) {
        return Templates.step(step).render();
    }

    /** Renders a result, to the end of the page. */
    String result(ReportDocument report) {
        return Templates.result(Headline.of(report), report, jsonLines(report)).render() + end(false);
    }

    /** Renders a DMARC result, to the end of the page. */
    String dmarc(DmarcDocument report) {
        return Templates.dmarc(Headline.of(report), report, jsonLines(report)).render() + end(false);
    }

    /** Renders what to publish, to the end of the page. */
    String setup(SetupDocument setup, SetupRequest request) {
        return Templates.setup(Headline.of(setup), setup, KebabCase.of(request.patterns()), jsonLines(setup))
                        .render()
                + end(false);
    }

    /** Renders what a policy would do, to the end of the page. */
    String preview(ReportDocument report, String policy) {
        return Templates.preview(Headline.ofPreview(report), report, FormatExtensions.textLines(policy))
                        .render()
                + end(false);
    }

    /** Renders the whole page about the mail servers of a domain. */
    String mailServers(MxDocument mx) {
        Headline headline = Headline.of(mx);
        return whole(headline, Templates.mx(headline, mx, jsonLines(mx)).render());
    }

    /**
     * Renders the whole page about TLS reporting.
     *
     * @param generated the record for the destinations, empty if these were rejected
     * @param rejection why the destinations were rejected, otherwise empty
     */
    String tlsRpt(TlsRptReportDocument report, String rua, String generated, String rejection) {
        Headline headline = Headline.of(report);
        return whole(
                headline,
                Templates.tlsrpt(headline, report, rua, generated, rejection, jsonLines(report))
                        .render());
    }

    private static String whole(Headline headline, String result) {
        return Templates.start(
                                CheckForm.MTA_STS,
                                title(headline.title()),
                                headline.document().domain(),
                                false,
                                true)
                        .render()
                + result
                + end(false);
    }

    /**
     * Renders the page of a list, up to its rows or its end.
     *
     * @param count the number of rows that follow, 0 if no list was sent
     * @param rejection why the list was rejected, otherwise empty
     */
    String list(String typed, int count, String rejection) {
        return Templates.start(CheckForm.MTA_STS, title("Many domains"), "", false, true)
                        .render()
                + Templates.list(FormatExtensions.textLines(typed), count, rejection)
                        .render();
    }

    String row(BulkResultDocument result) {
        return Templates.row(BulkRow.of(result)).render();
    }

    /** Renders the end of the page of a list. */
    String listEnd(boolean rows) {
        return Templates.listEnd(rows).render() + end(false);
    }

    /** Renders why there is no result, to the end of the page. */
    String failure(CheckForm form, ProblemDocument problem, String typed) {
        return Templates.problem(form, problem, typed, jsonLines(problem)).render() + end(false);
    }

    private static String end(boolean explained) {
        return Templates.end(explained).render();
    }

    private static String titleOf(CheckForm form) {
        return form.equals(CheckForm.DMARC) ? title("DMARC") : SERVICE;
    }

    private static String title(String ofPage) {
        return ofPage + " – " + SERVICE;
    }

    /** Returns the document as the API sends it, in lines. Returns none if they would make up most of the page. */
    private List<String> jsonLines(Object document) {
        try {
            String text = json.writeValueAsString(document);
            return text.length() > MAX_JSON_LENGTH ? List.of() : text.lines().toList();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
