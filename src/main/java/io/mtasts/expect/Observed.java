package io.mtasts.expect;

/**
 * The observed value of a field.
 *
 * @param rank the number, or the place of the name in the table of the field
 * @param text the value as text
 */
record Observed(State state, long rank, String text) {

    /** A value that could not be determined. */
    static final Observed NOT_KNOWN = new Observed(State.NOT_KNOWN, 0, "not known");

    /** A value that does not exist. The domain has no certificate, for example. */
    static final Observed NONE = new Observed(State.NONE, 0, "none");

    /** What is known about a value. */
    enum State {
        KNOWN,
        NONE,
        NOT_KNOWN
    }

    static Observed of(long number) {
        return new Observed(State.KNOWN, number, Long.toString(number));
    }
}
