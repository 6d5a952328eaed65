package io.mtasts.http;

import io.mtasts.document.ProblemDocument;

/** A renderer of problems for people. The package of the pages implements it. */
public interface ProblemPage {

    /** Returns a whole page in HTML. */
    String render(ProblemDocument problem);
}
