package io.mtasts.probe;

import io.mtasts.net.SocketsExhaustedException;
import org.jspecify.annotations.Nullable;

/** There is too much to do: too many checks are under way, or too many sockets open. */
public final class BusyException extends RuntimeException {

    private static final long serialVersionUID = 1;

    BusyException() {
        this(null);
    }

    BusyException(@Nullable Throwable cause) {
        super("busy", cause, false, false);
    }

    /** Whether it is sockets that there are too many of. */
    public boolean forWantOfSockets() {
        return getCause() instanceof SocketsExhaustedException;
    }
}
