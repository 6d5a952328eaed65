package io.mtasts.tls;

/** An exception for a peer that exceeds a limit of this service. The message says which one, and is fit for a report. */
public final class LimitExceededException extends Exception {

    private static final long serialVersionUID = 1;

    /** Creates the exception without a stack trace, since any peer can cause it. */
    public LimitExceededException(String message) {
        super(message, null, false, false);
    }
}
