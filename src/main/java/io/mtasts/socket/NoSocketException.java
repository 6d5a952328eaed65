package io.mtasts.socket;

import io.netty.channel.ChannelException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The process may open no more sockets, which says nothing of any host. */
public final class NoSocketException extends RuntimeException {

    private static final long serialVersionUID = 1;

    NoSocketException(Throwable cause) {
        super("no socket", cause, false, false);
    }

    /** What Netty failed with, if it was for want of a socket. */
    public static Optional<NoSocketException> of(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof NoSocketException known) {
                return Optional.of(known);
            }
            if (cause instanceof ChannelException) {
                return Optional.of(new NoSocketException(cause));
            }
        }
        return Optional.empty();
    }
}
