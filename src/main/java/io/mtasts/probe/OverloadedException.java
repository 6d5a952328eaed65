package io.mtasts.probe;

import io.mtasts.net.SocketsExhaustedException;
import org.jspecify.annotations.Nullable;

/** Thrown when too many checks are running, or when no more sockets can be opened. */
public final class OverloadedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    OverloadedException() {
        this(null);
    }

    OverloadedException(@Nullable Throwable cause) {
        super("overloaded", cause, false, false);
    }

    /** Returns true if the process has run out of sockets. */
    public boolean isSocketsExhausted() {
        return getCause() instanceof SocketsExhaustedException;
    }
}
