package io.mtasts.https;

/** The body is longer than what is read of one. */
final class TooLargeException extends Exception {

    private static final long serialVersionUID = 1;

    TooLargeException(int maxBytes) {
        super("more than " + maxBytes + " bytes", null, false, false);
    }
}
