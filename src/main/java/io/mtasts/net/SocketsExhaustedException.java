package io.mtasts.net;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when this service has no socket to spare, which says nothing about any host.
 *
 * <p>The process may not open more sockets, no slot for a DNS query became free in time, or too many recent connections
 * lead to one address.
 */
public final class SocketsExhaustedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** Creates an exception for a socket that could not be opened. */
    public SocketsExhaustedException(Throwable cause) {
        this("no socket", cause);
    }

    /** Creates an exception for a limit of this service. */
    public SocketsExhaustedException(String limit) {
        this(limit, null);
    }

    private SocketsExhaustedException(String message, @Nullable Throwable cause) {
        super(message, cause, false, false);
    }
}
