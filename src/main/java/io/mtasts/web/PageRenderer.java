package io.mtasts.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.mtasts.document.BulkResultDocument;
import io.mtasts.document.MxDocument;
import io.mtasts.document.ProblemDocument;
import io.mtasts.document.ReportDocument;
import io.mtasts.document.SetupDocument;
import io.mtasts.document.TlsRptReportDocument;
import io.mtasts.name.DomainInput;
import io.mtasts.setup.SetupRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;

/** Renders the page, whole or in the pieces that are streamed. */
@ApplicationScoped
class PageRenderer {

    private static final String TITLE = "MTA-STS Checker";

    /** Closes what the template of the running state opens; the style hides it as soon as something follows it. */
    static final String END_OF_RUNNING = "</div></div>";

    private static final int MOST_JSON = 8_000;

    private final ObjectWriter json;

    PageRenderer(ObjectMapper json) {
        this.json = json.writer(ShallowIndenter.printer());
    }

    /** The form, with nothing checked. */
    String form(String typed) {
        return Templates.start(TITLE, typed, false).render() + end();
    }

    /** The page in which a problem stands instead of a check. */
    String problem(ProblemDocument problem, String typed) {
        String title = ProblemExtensions.heading(problem) + " – " + TITLE;
        return Templates.start(title, typed, ProblemExtensions.isRejection(problem))
                        .render()
                + failure(problem, typed);
    }

    /** All that can be shown before anything is known of a domain. */
    String beginning(String typed, DomainInput.Accepted input) {
        String title = input.unicode() + " – " + TITLE;
        return Templates.start(title, typed, false).render()
                + Templates.running(input.unicode(), typed).render();
    }

    String step(ProgressView step) {
        return Templates.step(step).render();
    }

    /** The result, to the end of the page. */
    String result(ReportDocument report) {
        return Templates.result(report, lines(report)).render() + end();
    }

    /** What to publish, to the end of the page. */
    String setup(SetupDocument setup, SetupRequest wish) {
        String patterns = wish.patterns().name().toLowerCase(Locale.ROOT);
        return Templates.setup(setup, patterns, lines(setup)).render() + end();
    }

    /** What a policy would do, to the end of the page. */
    String preview(ReportDocument report, String policy) {
        return Templates.preview(report, SetupExtensions.textLines(policy)).render() + end();
    }

    /** The whole page about the mail servers of a domain. */
    String mailServers(MxDocument mx) {
        String title = "Mail servers of " + mx.domain() + " – " + TITLE;
        return Templates.start(title, mx.domain(), false).render()
                + Templates.mx(mx, lines(mx)).render()
                + end();
    }

    /**
     * The whole page about TLS reporting.
     *
     * @param made the record for the destinations, empty where these are refused
     */
    String tlsRpt(TlsRptReportDocument report, String rua, String made, String refusal) {
        String title = "TLS reporting of " + report.domain() + " – " + TITLE;
        return Templates.start(title, report.domain(), false).render()
                + Templates.tlsrpt(report, rua, made, refusal, lines(report)).render()
                + end();
    }

    /**
     * The page of a list, as far as its rows or its end.
     *
     * @param count how many rows will follow; 0 where nothing was asked
     * @param refusal why nothing follows although something was asked; empty if there is no reason
     */
    String list(String typed, int count, String refusal) {
        return Templates.start("Many domains – " + TITLE, "", false).render()
                + Templates.list(SetupExtensions.textLines(typed), count, refusal)
                        .render();
    }

    String line(BulkResultDocument line) {
        return Templates.line(line).render();
    }

    String listEnd(boolean rows) {
        return Templates.listEnd(rows).render() + end();
    }

    /** Why there is no result, to the end of the page. */
    String failure(ProblemDocument problem, String typed) {
        return Templates.problem(problem, typed, lines(problem)).render() + end();
    }

    private static String end() {
        return Templates.end().render();
    }

    /** As the API answers, but in lines; none where that would make up most of the page. */
    private List<String> lines(Object document) {
        try {
            String text = json.writeValueAsString(document);
            return text.length() > MOST_JSON ? List.of() : text.lines().toList();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
