package io.mtasts.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.mtasts.api.Problem;
import io.mtasts.api.ReportDocument;
import io.mtasts.name.DomainInput;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Renders the page, whole or in the pieces that are streamed. */
@ApplicationScoped
class Page {

    private static final String TITLE = "MTA-STS Checker";

    /** Closes what the template of the running state opens; the style hides it as soon as something follows it. */
    static final String END_OF_RUNNING = "</div></div>";

    private static final int MOST_JSON = 8_000;

    private final ObjectWriter json;

    Page(ObjectMapper json) {
        this.json = json.writer(Shallow.printer());
    }

    /** The form, with nothing checked. */
    String form(String typed) {
        return Templates.start(TITLE, typed, false).render() + end();
    }

    /** The page in which a problem stands instead of a check. */
    String problem(Problem problem, String typed) {
        String title = ProblemWords.heading(problem) + " – " + TITLE;
        return Templates.start(title, typed, ProblemWords.isRejection(problem)).render() + failure(problem, typed);
    }

    /** All that can be shown before anything is known of a domain. */
    String beginning(String typed, DomainInput input) {
        String title = input.unicode() + " – " + TITLE;
        return Templates.start(title, typed, false).render()
                + Templates.running(input.unicode(), typed).render();
    }

    String step(Step step) {
        return Templates.step(step).render();
    }

    /** The result, to the end of the page. */
    String result(ReportDocument report) {
        return Templates.result(report, lines(report)).render() + end();
    }

    /** Why there is no result, to the end of the page. */
    String failure(Problem problem, String typed) {
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
