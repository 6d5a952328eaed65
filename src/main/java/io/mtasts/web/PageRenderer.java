package io.mtasts.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.mtasts.config.MtaStsConfig;
import io.mtasts.document.CatalogueEntryDocument;
import io.mtasts.document.DmarcDocument;
import io.mtasts.document.ExplainedReportDocument;
import io.mtasts.document.FindingCatalogue;
import io.mtasts.document.MxDocument;
import io.mtasts.document.PlanDocument;
import io.mtasts.document.ProblemCatalogue;
import io.mtasts.document.ProblemDocument;
import io.mtasts.document.ReportDocument;
import io.mtasts.document.SenderReadingDocument;
import io.mtasts.document.SendersDocument;
import io.mtasts.document.SetupDocument;
import io.mtasts.document.TlsRptReportDocument;
import io.mtasts.document.ValidationDocument;
import io.mtasts.name.DomainInput;
import io.mtasts.setup.SetupRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A renderer of pages, as a whole or in the pieces that are streamed. */
@ApplicationScoped
class PageRenderer {

    /** Closes the section of the progress. The style sheet hides the section when a result follows it. */
    static final String END_OF_RUNNING = "</div></div>";

    private static final String SERVICE = "MTA-STS Checker";
    private static final int MAX_JSON_LENGTH = 8_000;

    private final ObjectWriter json;
    private final List<String> examples;

    PageRenderer(ObjectMapper json, MtaStsConfig config) {
        this.json = json.writer(ShallowIndenter.printer());
        examples = config.page().examples().orElse(List.of());
    }

    /** Renders the page with the form only. */
    String form(CheckForm form, String typed) {
        String title = form.title().isEmpty() ? SERVICE : title(form.title());
        return Templates.start(new PageTop(form, title, typed, "", PageTop.State.NOTHING, examples))
                        .render()
                + end(form.explained() ? Explanation.FULL : Explanation.NONE);
    }

    /** Renders a whole page with a problem instead of a result. */
    String problem(CheckForm form, ProblemDocument problem, String typed) {
        PageTop.State state = ProblemExtensions.isRejection(problem) ? PageTop.State.REJECTION : PageTop.State.RESULT;
        return top(form, ProblemExtensions.heading(problem), typed, "", state) + failure(form, problem, typed);
    }

    /** Renders the part of the page that needs no result. */
    String beginning(CheckForm form, TypedDomain typed, DomainInput.Accepted input) {
        return top(form, input.unicode(), typed.text(), typed.notice(), PageTop.State.RESULT)
                + Templates.running(form, input.unicode(), typed.text()).render();
    }

    private static String top(CheckForm form, String title, String typed, String notice, PageTop.State state) {
        return Templates.start(new PageTop(form, title(title), typed, notice, state, List.of()))
                .render();
    }

    String step(ProgressView step) {
        return Templates.step(step).render();
    }

    /**
     * Renders a result, to the end of the page.
     *
     * @param reply the text of a returned mail that the page explains, empty if there is none
     */
    String result(ReportDocument report, List<SenderReadingDocument> senders, String reply) {
        ReplyView explained = reply.isBlank() ? null : ReplyView.of(reply, report);
        return Templates.result(Headline.of(report), report, senders, explained, jsonLines(report))
                        .render()
                + end(Explanation.COLLAPSED);
    }

    /** Renders a DMARC result, to the end of the page. */
    String dmarc(DmarcDocument report, List<DmarcTagView> tags, DmarcForm generator) {
        return Templates.dmarc(Headline.of(report), report, tags, generator, jsonLines(report))
                        .render()
                + end(Explanation.NONE);
    }

    /** Renders what to publish, to the end of the page. */
    String setup(SetupDocument setup, SetupRequest request) {
        return Templates.setup(Headline.of(setup), setup, request.patterns(), request.id(), jsonLines(setup))
                        .render()
                + end(Explanation.NONE);
    }

    /**
     * Renders the form of a plan and what it led to, to the end of the page.
     *
     * @param shown the domain for people
     */
    String plan(String shown, PlanForm form, PlanView view) {
        PlanDocument plan = view.plan();
        return Templates.plan(
                                plan == null ? null : Headline.of(plan),
                                form,
                                view,
                                shown,
                                plan == null ? List.of() : jsonLines(plan))
                        .render()
                + end(Explanation.NONE);
    }

    /** Renders the whole page of a form that was rejected. */
    String planRejection(PlanForm form, PlanView view) {
        return top(CheckForm.PLAN, CheckForm.PLAN.title(), form.domain(), "", PageTop.State.RESULT)
                + plan(form.domain(), form, view);
    }

    /** Renders what a policy would do, to the end of the page. */
    String preview(ReportDocument report, String policy) {
        return Templates.preview(Headline.ofPreview(report), report, FormatExtensions.textLines(policy))
                        .render()
                + end(Explanation.NONE);
    }

    /** Renders the mail servers of a domain, to the end of the page. */
    String mailServers(MxDocument mx) {
        return Templates.mx(Headline.of(mx), mx, jsonLines(mx)).render() + end(Explanation.NONE);
    }

    /**
     * Renders the TLS reporting of a domain, to the end of the page.
     *
     * @param generated the record for the destinations, empty if these were rejected
     * @param rejection why the destinations were rejected, otherwise empty
     */
    String tlsRpt(TlsRptReportDocument report, String rua, String generated, String rejection) {
        return Templates.tlsrpt(Headline.of(report), report, rua, generated, rejection, jsonLines(report))
                        .render()
                + end(Explanation.NONE);
    }

    /**
     * Renders the page of a list, up to its rows or its end.
     *
     * @param count the number of rows that follow, 0 if no list was sent
     * @param rejection why the list was rejected, otherwise empty
     */
    String list(String typed, int count, String rejection) {
        return Templates.list(
                        title("Many domains"),
                        FormatExtensions.textLines(typed),
                        count,
                        rejection,
                        List.of(BulkRow.Group.values()))
                .render();
    }

    /** Renders the whole page of a list that was rejected. */
    String listRejection(String typed, String rejection) {
        return list(typed, 0, rejection) + listEnd(new BulkTally(Instant.EPOCH));
    }

    String row(BulkRow row) {
        return Templates.row(row).render();
    }

    /** Renders the end of the page of a list. */
    String listEnd(BulkTally tally) {
        return Templates.listEnd(tally).render() + end(Explanation.NONE);
    }

    /** Renders why there is no result, to the end of the page. */
    String failure(CheckForm form, ProblemDocument problem, String typed) {
        return Templates.problem(form, problem, typed, jsonLines(problem)).render() + end(Explanation.NONE);
    }

    /** Renders the whole page about a finding. */
    String code(CatalogueEntryDocument entry) {
        return Templates.code(title(entry.code()), entry.code(), "", entry).render() + end(Explanation.NONE);
    }

    /** Renders the whole page about a code of problems. */
    String code(String code, String meaning) {
        return Templates.code(title(code), code, meaning, null).render() + end(Explanation.NONE);
    }

    /**
     * Renders the whole page with texts to validate.
     *
     * @param result the readings, null if there are none
     * @param rejection why the texts were rejected, otherwise empty
     */
    String validation(ValidationForm form, @Nullable ValidationDocument result, String rejection) {
        return Templates.validate(form, result, rejection).render() + end(Explanation.NONE);
    }

    /**
     * Renders the whole page of TLS reports.
     *
     * @param report the explained report, null if there is none
     * @param rejection why the file was rejected, otherwise empty
     */
    String reports(@Nullable ExplainedReportDocument report, String rejection) {
        return Templates.reports(title("TLS reports"), report, rejection).render() + end(Explanation.NONE);
    }

    /** Renders the whole page about senders. */
    String senders() {
        return Templates.senders(SendersDocument.current()).render() + end(Explanation.NONE);
    }

    /** Renders the whole page with all codes. */
    String codes() {
        return Templates.codes(ProblemCatalogue.all().keySet(), FindingCatalogue.all())
                        .render()
                + end(Explanation.NONE);
    }

    private static String end(Explanation explanation) {
        return Templates.end(explanation).render();
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
