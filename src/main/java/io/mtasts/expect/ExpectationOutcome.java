package io.mtasts.expect;

/** Whether an expectation holds. A value that is not known never counts as one that holds. */
public enum ExpectationOutcome {
    HOLDS,
    DOES_NOT_HOLD,
    NOT_KNOWN;

    /** Returns the outcome of two expectations that must both hold. */
    ExpectationOutcome and(ExpectationOutcome other) {
        if (this == DOES_NOT_HOLD || other == DOES_NOT_HOLD) {
            return DOES_NOT_HOLD;
        }
        return this == NOT_KNOWN ? this : other;
    }
}
