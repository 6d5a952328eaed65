package io.mtasts.probe;

import io.mtasts.net.SocketsExhaustedException;
import org.jspecify.annotations.Nullable;

/** There is too much to do: too many checks are under way, or too many sockets open. */
public final class OverloadedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    OverloadedException() {
        this(null);
    }

    OverloadedException(@Nullable Throwable cause) {
        super("busy", cause, false, false);
    }

    /** Whether it is sockets that there are too many of. */
    public boolean isSocketsExhausted() {
        return getCause() instanceof SocketsExhaustedException;
    }
}
