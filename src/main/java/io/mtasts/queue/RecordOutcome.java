package io.mtasts.queue;

import io.mtasts.text.KebabCase;

/** What became of a record. */
public enum RecordOutcome {
    /** The domain has a record, and waits for the second stage. */
    CANDIDATE,
    VERDICT,
    RETRY,
    DEAD_LETTER,
    CHANGE;

    /** Returns whether a stage can have this outcome. */
    public boolean isOf(Stage stage) {
        return this != CHANGE && (this != CANDIDATE || stage == Stage.RECORD);
    }

    /** Returns the value in labels. */
    @Override
    public String toString() {
        return KebabCase.of(this);
    }
}
