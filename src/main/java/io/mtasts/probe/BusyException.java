package io.mtasts.probe;

/** There is too much to do: as many checks as are allowed are under way, and none of them ended in time. */
public final class BusyException extends RuntimeException {

    private static final long serialVersionUID = 1;

    BusyException() {
        super("busy", null, false, false);
    }
}
