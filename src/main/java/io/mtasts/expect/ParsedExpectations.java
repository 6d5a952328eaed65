package io.mtasts.expect;

/** The result of parsing expectations. */
public sealed interface ParsedExpectations {

    /** Expectations that are valid. */
    record Valid(Expectations expectations) implements ParsedExpectations {}

    /**
     * A text that is not valid.
     *
     * @param position the place of the mistake in the text, from 1
     * @param message what is wrong there, as a sentence
     */
    record Invalid(int position, String message) implements ParsedExpectations {}
}
