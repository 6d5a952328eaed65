package io.mtasts.probe;

import io.mtasts.net.SocketsExhaustedException;
import org.jspecify.annotations.Nullable;

/** Thrown when too many checks are running, or when no more sockets can be opened. */
public final class OverloadedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final Limit limit;

    /** What is used up. */
    public enum Limit {
        /** The permits of all clients. */
        CAPACITY,
        /** The permits of the client. */
        CLIENT,
        /** The sockets of the process. */
        SOCKETS
    }

    OverloadedException(Limit limit) {
        this(limit, null);
    }

    OverloadedException(SocketsExhaustedException cause) {
        this(Limit.SOCKETS, cause);
    }

    private OverloadedException(Limit limit, @Nullable Throwable cause) {
        super(limit.name(), cause, false, false);
        this.limit = limit;
    }

    /** Returns what is used up. */
    public Limit limit() {
        return limit;
    }
}
