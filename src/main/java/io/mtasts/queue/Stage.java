package io.mtasts.queue;

import io.mtasts.text.KebabCase;

/** The two stages of the pipeline. */
public enum Stage {
    /** Looks up the record only, with one DNS query. */
    RECORD,
    /** Checks the whole domain. */
    CHECK;

    /** Returns the value in headers and labels. */
    @Override
    public String toString() {
        return KebabCase.of(this);
    }
}
