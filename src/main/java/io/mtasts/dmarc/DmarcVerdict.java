package io.mtasts.dmarc;

import java.util.Locale;

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

    /** As it stands in a document: the constant in kebab case. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
