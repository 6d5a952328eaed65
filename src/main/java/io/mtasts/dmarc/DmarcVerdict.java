package io.mtasts.dmarc;

import io.mtasts.text.KebabCase;

/** The verdict: how a receiver that follows RFC 9989 to the letter treats mail that fails DMARC today. */
public enum DmarcVerdict {
    /** The receiver quarantines or rejects such mail. */
    ENFORCING,
    /** The receiver applies the next weaker policy (t=y). */
    TESTING,
    /** The receiver delivers such mail and sends reports. */
    MONITORING,
    /** There is a setup, but receivers ignore it. */
    BROKEN,
    NOT_CONFIGURED;

    /** Returns the name of this verdict in documents, in kebab case. */
    @Override
    public String toString() {
        return KebabCase.of(this);
    }
}
