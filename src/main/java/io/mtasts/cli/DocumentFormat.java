package io.mtasts.cli;

import io.mtasts.text.KebabCase;

/** The formats of a single document. */
enum DocumentFormat {
    TEXT,
    JSON;

    /** Returns the name on the command line. */
    @Override
    public String toString() {
        return KebabCase.of(this);
    }
}
