package io.mtasts.http;

import io.mtasts.check.CheckFailure;
import io.mtasts.check.CheckResult;
import io.mtasts.check.FailureLog;
import io.mtasts.check.RejectedException;
import io.mtasts.document.ProblemDocument;
import io.mtasts.document.Problems;
import jakarta.ws.rs.core.Response.Status;

/** Thrown to end a request with a problem document. */
public final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient ProblemDocument problem;
    private final boolean socketsExhausted;

    /** Creates an exception without a stack trace, since it is a response and not a bug. */
    public ProblemException(ProblemDocument problem) {
        this(problem, false);
    }

    private ProblemException(ProblemDocument problem, boolean socketsExhausted) {
        super(problem.code(), null, false, false);
        this.problem = problem;
        this.socketsExhausted = socketsExhausted;
    }

    /** Returns the problem document. */
    public ProblemDocument problem() {
        return problem;
    }

    /** Returns true if the request failed because the process has run out of sockets. */
    boolean isSocketsExhausted() {
        return socketsExhausted;
    }

    /**
     * Returns the value of a check.
     *
     * @throws ProblemException if there is none
     */
    public static <T> T valueOrThrow(CheckResult<T> result) {
        return result.fold(value -> value, failure -> {
            boolean sockets = failure instanceof CheckFailure.Overloaded overloaded
                    && overloaded.resource() == CheckFailure.Resource.SOCKETS;
            throw new ProblemException(Problems.of(failure), sockets);
        });
    }

    /** Returns the problem that describes any failure. Logs a failure that is a bug. */
    public static ProblemDocument toProblem(Throwable failure) {
        if (failure instanceof ProblemException known) {
            return known.problem();
        }
        if (failure instanceof RejectedException rejected) {
            return Problems.of(rejected.rejection());
        }
        FailureLog.log(failure);
        return Problems.of(Status.INTERNAL_SERVER_ERROR);
    }
}
