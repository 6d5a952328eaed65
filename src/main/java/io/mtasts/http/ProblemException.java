package io.mtasts.http;

import io.mtasts.document.ProblemDocument;

/** Ends a request with a problem document. */
public final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient ProblemDocument problem;

    public ProblemException(ProblemDocument problem) {
        // Without stack trace: it is an answer, not a bug.
        super(problem.code(), null, false, false);
        this.problem = problem;
    }

    public ProblemDocument problem() {
        return problem;
    }
}
