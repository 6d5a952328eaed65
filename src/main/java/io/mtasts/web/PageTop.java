package io.mtasts.web;

import java.util.List;

/**
 * The top of a page: its title and its form.
 *
 * @param typed the text in the form
 * @param notice what is to be said about that text, otherwise empty
 * @param state what follows the form
 * @param examples domains to try, which only a page without a result offers
 */
record PageTop(CheckForm form, String title, String typed, String notice, State state, List<String> examples) {

    /** What follows the form. */
    enum State {
        NOTHING,
        RESULT,
        /** The text in the form is not a domain name. */
        REJECTION
    }

    /** Returns whether the form takes less space. */
    public boolean isCompact() {
        return state != State.NOTHING;
    }

    /** Returns whether the text in the form is not a domain name. */
    public boolean isRejected() {
        return state == State.REJECTION;
    }

    /** Returns whether the field has the focus: there is nothing to read first. */
    public boolean isFocused() {
        return state != State.RESULT && (typed.isEmpty() || isRejected());
    }
}
