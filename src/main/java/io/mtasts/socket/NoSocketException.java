package io.mtasts.socket;

/** The process may open no more sockets, which says nothing of any host. */
public final class NoSocketException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** @param cause what opening it failed with */
    public NoSocketException(Throwable cause) {
        super("no socket", cause, false, false);
    }
}
