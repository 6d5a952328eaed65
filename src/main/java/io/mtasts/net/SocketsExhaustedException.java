package io.mtasts.net;

/** The process may open no more sockets, which says nothing of any host. */
public final class SocketsExhaustedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** @param cause what opening it failed with */
    public SocketsExhaustedException(Throwable cause) {
        super("no socket", cause, false, false);
    }
}
