package io.mtasts.web;

import io.mtasts.document.DmarcDocument;
import io.mtasts.document.ProblemDocument;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** The page about DMARC in pieces, in the order in which they are sent. */
@CheckedTemplate(basePath = "page")
final class DmarcTemplates {

    private DmarcTemplates() {}

    /** From the first byte to the form. */
    static native TemplateInstance dmarcStart(String title, String typed, boolean rejected);

    static native TemplateInstance dmarcResult(DmarcDocument report);

    /** In the place of a result. */
    static native TemplateInstance dmarcProblem(ProblemDocument problem, String typed);

    static native TemplateInstance dmarcEnd();
}
