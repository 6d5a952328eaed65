package io.mtasts.check;

/** Thrown when the parameters of a request are invalid. */
public final class RejectedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient CheckFailure.Rejected rejection;

    RejectedException(CheckFailure.Rejected rejection) {
        // without a stack trace, since any client can cause it
        super(rejection.code(), null, false, false);
        this.rejection = rejection;
    }

    /** Returns the reason. */
    public CheckFailure.Rejected rejection() {
        return rejection;
    }
}
