package io.mtasts.dmarc;

import io.mtasts.text.KebabCase;

/** What a receiver that follows RFC 9989 to the letter does today with mail in the name of a domain that fails DMARC. */
public enum DmarcVerdict {
    /** It quarantines or rejects such mail. */
    ENFORCING,
    /** It applies the policy below the one that is published (t=y). */
    TESTING,
    /** It delivers such mail, and reports. */
    MONITORING,
    /** Something was set up, but receivers ignore it. */
    BROKEN,
    NOT_CONFIGURED;

    /** Returns the name of this verdict in documents, in kebab case. */
    @Override
    public String toString() {
        return KebabCase.of(this);
    }
}
