package io.mtasts.web;

import io.mtasts.document.ProblemDocument;
import io.mtasts.http.ProblemPage;
import jakarta.enterprise.context.ApplicationScoped;

/** The page of a problem at an address that no resource serves. */
@ApplicationScoped
class HtmlProblemPage implements ProblemPage {

    private final PageRenderer page;

    HtmlProblemPage(PageRenderer page) {
        this.page = page;
    }

    @Override
    public String render(ProblemDocument problem) {
        return RelativeLinks.at(problem.instance(), page.problem(CheckForm.MTA_STS, problem, ""));
    }
}
